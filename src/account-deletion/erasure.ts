import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { DataSource, In, IsNull, Not } from 'typeorm';

import { Participant } from '../chats/chat.entity.js';
import { PRESENT } from '../chats/membership.js';
import { JoinRequest } from '../groups/group.entity.js';
import { Departures } from '../groups/departures.js';
import { UserAvatars } from '../media/avatars/user-avatars.js';
import { Transactions } from '../platform/database/transactions.js';
import { AppError } from '../platform/errors/app-error.js';
import { FailureGuard } from '../platform/errors/failure-guard.js';
import { restartUploadRetention } from '../scheduling/messages/scheduled-list.js';
import { Reminder, ScheduledMessage } from '../scheduling/scheduling.entity.js';
import { User } from '../users/user.entity.js';

const MINUTE = 60_000;
/** Accounts that one run continues with. */
const AT_ONCE = 20;

/**
 * Removes what a deleted account had in chats: it leaves groups as a person would, with events and system messages, and its drafts, scheduled
 * messages, reminders and requests to join go. Direct chats stay for the other person. Each step may run again, so what a crash interrupted
 * continues within a minute, on any node.
 */
@Injectable()
export class Erasure {
  private readonly running = new Set<string>();

  constructor(
    private readonly database: DataSource,
    private readonly transactions: Transactions,
    private readonly departures: Departures,
    private readonly avatars: UserAvatars,
    private readonly guard: FailureGuard,
  ) {}

  /** Begins to erase an account that was deleted. Does not wait for it. */
  start(userId: string): void {
    if (this.running.has(userId)) return;
    this.running.add(userId);
    this.guard.run('erasure', () => this.erase(userId).finally(() => this.running.delete(userId)));
  }

  @Interval(MINUTE)
  async resume(): Promise<void> {
    const waiting = await this.database.manager.find(User, {
      select: { id: true },
      where: { deletedAt: Not(IsNull()), erasedAt: IsNull() },
      order: { deletedAt: 'ASC' },
      take: AT_ONCE,
    });
    for (const { id } of waiting) this.start(id);
  }

  private async erase(userId: string): Promise<void> {
    const { manager } = this.database;
    await this.avatars.remove(userId);
    await manager.delete(JoinRequest, { userId });
    await this.leaveGroups(userId);
    const participants = await manager.find(Participant, { select: { id: true }, where: { userId } });
    const theirs = { participantId: In(participants.map(({ id }) => id)) };
    await this.transactions.run(async (tx) => {
      for (const one of await tx.manager.findBy(ScheduledMessage, theirs)) await restartUploadRetention(tx, one);
      await tx.manager.delete(ScheduledMessage, theirs);
    });
    await manager.delete(Reminder, theirs);
    await manager.update(Participant, { userId, draft: Not(IsNull()) }, { draft: null });
    await manager.update(User, { id: userId }, { erasedAt: () => 'now()' });
  }

  /** With a group, its threads are left. */
  private async leaveGroups(userId: string): Promise<void> {
    const inGroups = await this.database.manager.find(Participant, {
      select: { id: true, chatId: true },
      where: { userId, chat: { type: 'group' }, ...PRESENT },
    });
    for (const { id, chatId } of inGroups) {
      try {
        await this.departures.remove(userId, chatId, id);
      } catch (error) {
        // Somebody else has removed them meanwhile, or another node continued with this account.
        if (!(error instanceof AppError && error.code === 'chat.not_found')) throw error;
      }
    }
  }
}

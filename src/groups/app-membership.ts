import { Injectable } from '@nestjs/common';

import { lockChats } from '../chats/access/participant-lock.js';
import { Chat, Participant } from '../chats/chat.entity.js';
import { PRESENT } from '../chats/membership.js';
import { addAppParticipant } from '../chats/participants/app-participant.js';
import { Transactions, type Tx } from '../platform/database/transactions.js';
import { AppError } from '../platform/errors/app-error.js';
import { GroupExits, LeavingThreads } from './departures.js';
import { GroupArrivals } from './joining/group-arrivals.js';

/** Runs at the end of the transaction. `changed` tells whether anybody was added or removed. */
export type AfterChange = (tx: Tx, changed: boolean) => Promise<void>;

/**
 * Adds and removes people of a group for the back end of an app, which needs no role. Blocks between people and who may add whom do not bind
 * it; the plan of the owner does. The threads of a group follow it.
 */
@Injectable()
export class AppMembership {
  constructor(
    private readonly arrivals: GroupArrivals,
    private readonly exits: GroupExits,
    private readonly threads: LeavingThreads,
    private readonly transactions: Transactions,
  ) {}

  /** Adds people. Those who are in the group already do not change. @throws AppError chat.not_found, chat.is_direct, chat.is_thread, user.not_found, chat.full */
  async add(chatId: string, userIds: string[], after: AfterChange): Promise<void> {
    await this.transactions.runInTurn(chatId, async (tx) => {
      await lockGroupForApp(tx, chatId);
      const by = await addAppParticipant(tx.manager, chatId);
      const added = await this.arrivals.addPeople(tx, chatId, [...new Set(userIds)], by);
      await after(tx, added > 0);
    });
  }

  /** Removes a person. When they own the group, it gets its next owner. @throws AppError chat.not_found, chat.is_direct, chat.is_thread, participant.not_found */
  async remove(chatId: string, userId: string, after: AfterChange): Promise<void> {
    const attempt = (tx: Tx) => this.tryToRemove(tx, chatId, userId, after);
    while (!(await this.transactions.runInTurn(chatId, attempt))); // repeats only if the person follows another thread at the same moment
  }

  /** @returns false if it has to be tried again */
  private async tryToRemove(tx: Tx, chatId: string, userId: string, after: AfterChange): Promise<boolean> {
    const where = { chatId, userId, ...PRESENT };
    const before = await tx.manager.findOne(Participant, { select: { id: true }, where });
    const threads = await this.threads.lock(tx, chatId, before?.id ?? '');
    if (!threads) return false;
    await lockGroupForApp(tx, chatId);
    const participant = await tx.manager.findOne(Participant, { select: { id: true, role: true }, where });
    if (!participant) throw new AppError('participant.not_found');
    if (participant.id !== before?.id) return false;
    const by = await addAppParticipant(tx.manager, chatId);
    await this.exits.removeAnybody(tx, chatId, by, participant);
    await this.threads.leave(tx, threads);
    await after(tx, true);
    return true;
  }
}

/** Locks a group for the app, which needs no role in it. @throws AppError chat.not_found, chat.is_direct, chat.is_thread */
export async function lockGroupForApp(tx: Tx, chatId: string): Promise<void> {
  const [chat]: Pick<Chat, 'type'>[] = await lockChats(tx, [{ id: chatId }]);
  if (!chat) throw new AppError('chat.not_found');
  if (chat.type === 'direct') throw new AppError('chat.is_direct');
  if (chat.type === 'thread') throw new AppError('chat.is_thread');
}

import { Injectable } from '@nestjs/common';

import { ChatAccess } from '../chats/access/chat-access.js';
import type { Keep } from '../platform/database/once.js';
import { Transactions, type Tx } from '../platform/database/transactions.js';
import { GroupExits } from './group-exits.js';
import { type LockedGroup, lockGroup, type Other, otherOf } from './group-lock.js';
import { LeavingThreads } from './leaving-threads.js';
import { mustBeAllowed } from './permissions.js';

interface Leaving {
  chatId: string;
  userId: string;
  participantId: string;
  keep: Keep<null> | undefined;
}

/**
 * Takes people out of a group, and so out of its threads, or out of one thread: everybody themselves, the admins of the group
 * members of it, its owner anybody.
 */
@Injectable()
export class Departures {
  constructor(
    private readonly access: ChatAccess,
    private readonly exits: GroupExits,
    private readonly threads: LeavingThreads,
    private readonly transactions: Transactions,
  ) {}

  /**
   * What the chat numbers after this, the one who left never hears.
   * @throws AppError chat.not_found, chat.is_direct, chat.not_admin, chat.not_owner, participant.not_found
   */
  async remove(userId: string, id: string, participantId: string, keep?: Keep<null>): Promise<null> {
    const chat = await this.access.open(userId, id);
    const leave = (tx: Tx) => this.tryTo(tx, { chatId: chat.chatId, userId, participantId, keep });
    while (!(await this.transactions.run(leave))); // once, but for a thread they begin to follow at this very moment
    return null;
  }

  /** @returns whether it is done */
  private async tryTo(tx: Tx, { chatId, userId, participantId, keep }: Leaving): Promise<boolean> {
    const threads = await this.threads.lock(tx, chatId, participantId);
    if (!threads) return false;
    const group = await lockGroup(tx, { chatId }, userId);
    if (participantId.toLowerCase() === group.me.id) await this.exits.leave(tx, group);
    else await this.exits.putOut(tx, group, await removable(tx, group, participantId));
    await this.threads.leave(tx, threads);
    await keep?.(tx, null);
    return true;
  }
}

/** Whom the caller may remove. Who may remove nobody does not learn whether they are there. */
async function removable(tx: Tx, group: LockedGroup, participantId: string): Promise<Other> {
  mustBeAllowed(group.me.role, 'members.remove');
  const other = await otherOf(tx, group, participantId);
  if (other.role !== 'member') mustBeAllowed(group.me.role, 'admins.remove');
  return other;
}

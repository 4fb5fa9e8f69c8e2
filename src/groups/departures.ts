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
 * Removes people from a group and its threads, or from one thread. Everybody may leave; admins of the group may remove members, its
 * owner may remove anybody.
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
   * The person who left receives nothing that the chat numbers after this.
   * @throws AppError chat.not_found, chat.is_direct, chat.not_admin, chat.not_owner, participant.not_found
   */
  async remove(userId: string, id: string, participantId: string, keep?: Keep<null>): Promise<null> {
    const chat = await this.access.open(userId, id);
    const leave = (tx: Tx) => this.tryTo(tx, { chatId: chat.chatId, userId, participantId, keep });
    while (!(await this.transactions.run(leave))); // repeats only when they begin to follow a thread at this very moment
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

/** The participant the caller may remove. A caller without the right does not learn whether the participant exists. */
async function removable(tx: Tx, group: LockedGroup, participantId: string): Promise<Other> {
  mustBeAllowed(group.me.role, 'members.remove');
  const other = await otherOf(tx, group, participantId);
  if (other.role !== 'member') mustBeAllowed(group.me.role, 'admins.remove');
  return other;
}

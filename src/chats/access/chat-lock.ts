import type { FindOptionsWhere } from 'typeorm';

import type { Tx } from '../../platform/database/transactions.js';
import { Chat } from '../chat.entity.js';
import { LOCK_PAIR } from './access.sql.js';

/**
 * Locks several chats in one statement and in the order of their ids. Everybody who locks more than one chat does it here, so that
 * no two of them wait for each other.
 * @returns those that are locked now
 */
export function lockChats(tx: Tx, where: FindOptionsWhere<Chat>[]): Promise<Pick<Chat, 'id' | 'type'>[]> {
  return tx.manager.find(Chat, {
    select: { id: true, type: true },
    where,
    order: { id: 'ASC' },
    lock: { mode: 'for_no_key_update' },
  });
}

/** The two user ids of a direct chat in order. */
export const pairOf = (one: string, other: string): string => [one, other].sort().join(':');

/** Blocking somebody and starting a chat with them lock the same pair, so that a new chat is not missed by the block. */
export async function lockPair(tx: Tx, pair: string): Promise<void> {
  await tx.manager.query(LOCK_PAIR, [pair]);
}

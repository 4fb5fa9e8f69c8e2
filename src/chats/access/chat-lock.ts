import type { FindOptionsWhere } from 'typeorm';

import type { Tx } from '../../platform/database/transactions.js';
import { Chat } from '../chat.entity.js';

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

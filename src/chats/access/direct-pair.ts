import { Any, type EntityManager } from 'typeorm';

import type { Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { Block } from '../../users/block.entity.js';
import { LOCK_PAIR } from './access.sql.js';

/**
 * A person cannot add somebody they have blocked, or who has blocked them. The answer is the one for an unknown user.
 * @throws AppError user.not_found
 */
export async function mustReach(on: EntityManager, userId: string, userIds: string[]): Promise<void> {
  const isBlocked = await on.existsBy(Block, [
    { blockerId: userId, blockedId: Any(userIds) },
    { blockedId: userId, blockerId: Any(userIds) },
  ]);
  if (isBlocked) throw new AppError('user.not_found');
}

/** The two user ids of a direct chat in order. */
export const pairOf = (one: string, other: string): string => [one, other].sort().join(':');

/** Blocking somebody and starting a chat with them lock the same pair, so that a new chat is not missed by the block. */
export async function lockPair(tx: Tx, pair: string): Promise<void> {
  await tx.manager.query(LOCK_PAIR, [pair]);
}

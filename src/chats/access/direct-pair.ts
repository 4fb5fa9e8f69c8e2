import type { DataSource, EntityManager } from 'typeorm';

import { rows } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { blockedWith } from '../../users/blocked-with.js';

/**
 * A person cannot add somebody they have blocked, or who has blocked them. The answer is the one for an unknown user.
 * @throws AppError user.not_found
 */
export async function mustReach(on: DataSource | EntityManager, userId: string, userIds: string[]): Promise<void> {
  const sql = `select 1 from unnest($2::uuid[]) u (id) where u.id in ${blockedWith('$1::uuid')} limit 1`;
  if ((await rows(on, sql, [userId, userIds])).length > 0) throw new AppError('user.not_found');
}

/** The two user ids of a direct chat in order. */
export const pairOf = (one: string, other: string): string => [one, other].sort().join(':');

/** Blocking somebody and starting a chat with them lock the same pair, so that a new chat is not missed by the block. */
export async function lockPair(tx: Tx, pair: string): Promise<void> {
  await tx.manager.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [pair]);
}

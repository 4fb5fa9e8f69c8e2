import { Any, type EntityManager } from 'typeorm';

import { rows } from '../../platform/database/rows.js';
import { AppError } from '../../platform/errors/app-error.js';
import { Block } from '../../users/block.entity.js';
import { WHO_REFUSES } from './access.sql.js';

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

interface Adding {
  /** User id of the person who adds. */
  by: string;
  userIds: string[];
  /** People who are in this chat already are not checked. Null while there is no chat yet. */
  chatId: string | null;
}

/**
 * Checks `whoMayAddMe` of each person who is to be added to a group or thread. They can be sent an invite link instead.
 * @throws AppError user.invite_only, with the `userIds` of all of them
 */
export async function mustAllowAdding(on: EntityManager, { by, userIds, chatId }: Adding): Promise<void> {
  const refusing = await rows<{ id: string }>(on, WHO_REFUSES, [by, userIds, chatId]);
  if (refusing.length === 0) return;
  throw new AppError('user.invite_only', { params: { userIds: refusing.map(({ id }) => id) } });
}

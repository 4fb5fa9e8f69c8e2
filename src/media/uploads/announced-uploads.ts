import type { EntityManager } from 'typeorm';

import type { Config } from '../../platform/config/config.js';
import { AppError } from '../../platform/errors/app-error.js';
import { limitsOf, mustBeSmall, mustFit } from './upload-limits.js';
import { lockUploader, openUploads, usageOf } from './upload-usage.js';

/** Unfinished ones of one user. */
const OPEN_AT_ONCE = 20;
/** Seconds after which a client may try again to begin one. */
const AGAIN_AFTER = 60;

/**
 * Checks the limits of a user for an upload that arrives after its size was announced. It locks the row of the user, so the upload must be
 * added in the same transaction.
 * @throws AppError media.too_large, media.daily_limit, plan.limit_reached, rate.limited
 */
export async function mustHaveRoomFor(
  manager: EntityManager,
  ownerId: string,
  bytes: number,
  config: Config,
): Promise<void> {
  const limits = limitsOf(await lockUploader(manager, ownerId), config);
  mustBeSmall(bytes, limits);
  mustFit(await usageOf(manager, ownerId), limits, { files: 1, bytes, stored: bytes });
  const { files } = await openUploads(manager, ownerId);
  if (files < OPEN_AT_ONCE) return;
  throw new AppError('rate.limited', { retryAfter: AGAIN_AFTER, params: { limit: OPEN_AT_ONCE, per: 'person' } });
}

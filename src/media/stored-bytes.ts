import type { EntityManager } from 'typeorm';

import type { MediaContent } from './media.entity.js';
import { StoredBytes } from './uploads/upload.entity.js';

/**
 * The bytes for which a content counts. Those of a rejected file are removed, unless the server failed to process it: then the upload
 * stays, because it may be processed again.
 */
export function storedSize({ status, reason, size }: Pick<MediaContent, 'status' | 'reason' | 'size'>): number {
  return status === 'rejected' && reason !== 'failed' ? 0 : size;
}

/**
 * Changes what counts as stored for some users. It must be the last lock of the transaction, after those of users and contents.
 * @param changes bytes by the id of the user
 */
export async function changeStored(manager: EntityManager, changes: ReadonlyMap<string, number>): Promise<void> {
  // In one order, so that two transactions never wait for each other.
  for (const [ownerId, bytes] of [...changes].sort()) {
    if (bytes === 0 || (await add(manager, ownerId, bytes))) continue;
    await manager.createQueryBuilder().insert().into(StoredBytes).values({ ownerId }).orIgnore().execute();
    await add(manager, ownerId, bytes);
  }
}

async function add(manager: EntityManager, ownerId: string, bytes: number): Promise<boolean> {
  const { affected } = await manager.update(StoredBytes, { ownerId }, { bytes: () => `bytes + ${bytes}` });
  return affected === 1;
}

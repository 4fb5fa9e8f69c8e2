import type { EntityManager } from 'typeorm';

import type { Plan } from '../../contract/views/user.view.js';
import { AppError } from '../../platform/errors/app-error.js';
import { User } from '../../users/user.entity.js';
import type { UploadUsage } from './upload-limits.js';
import { ResumableUpload, StoredBytes, UploadCount } from './upload.entity.js';

/** Counts are kept by the hour, so an upload counts for 24 to 25 hours. */
const COUNTED = `interval '25 hours'`;
const THIS_HOUR = `date_trunc('hour', now())`;

/** What a user has stored and uploaded. */
export async function usageOf(manager: EntityManager, ownerId: string): Promise<UploadUsage> {
  const counted = await manager
    .createQueryBuilder(UploadCount, 'count')
    .select('coalesce(sum(count.files), 0)::float8', 'files')
    .addSelect('coalesce(sum(count.bytes), 0)::float8', 'bytes')
    .addSelect(`coalesce(extract(epoch from min(count.hour) + ${COUNTED} - now()), 0)::float8`, 'freeIn')
    .where(`count.ownerId = :ownerId and count.hour > now() - ${COUNTED}`, { ownerId })
    .getRawOne<{ files: number; bytes: number; freeIn: number }>();
  const stored = await manager.findOneBy(StoredBytes, { ownerId });
  const open = await openUploads(manager, ownerId);
  return {
    bytesStored: (stored?.bytes ?? 0) + open.bytes,
    filesToday: (counted?.files ?? 0) + open.files,
    bytesToday: (counted?.bytes ?? 0) + open.bytes,
    freeIn: counted?.freeIn ?? 0,
  };
}

/** The uploads that a user is sending in pieces. */
export async function openUploads(manager: EntityManager, ownerId: string): Promise<{ files: number; bytes: number }> {
  const found = await manager
    .createQueryBuilder(ResumableUpload, 'upload')
    .select('count(*)::int', 'files')
    .addSelect('coalesce(sum(upload.size), 0)::float8', 'bytes')
    .where('upload.ownerId = :ownerId and upload.finishedAt is null and upload.expiresAt > now()', { ownerId })
    .getRawOne<{ files: number; bytes: number }>();
  return found ?? { files: 0, bytes: 0 };
}

/**
 * Locks the row of a user, so that two transactions never add to the usage at once. Foreign keys to the row do not wait for this lock.
 * @returns the plan
 */
export async function lockUploader(manager: EntityManager, id: string): Promise<Plan> {
  const lock = { mode: 'for_no_key_update' } as const;
  const user = await manager.findOne(User, { select: { id: true, plan: true }, where: { id }, lock });
  if (!user) throw new AppError('auth.token_invalid');
  return user.plan;
}

/** Adds a stored file to the counts of a user, whose row must be locked. */
export async function countUpload(manager: EntityManager, ownerId: string, bytes: number): Promise<void> {
  const counts = manager.createQueryBuilder().update(UploadCount);
  const more = { files: () => 'files + 1', bytes: () => `bytes + ${bytes}` };
  const { affected } = await counts
    .set(more)
    .where(`ownerId = :ownerId and hour = ${THIS_HOUR}`, { ownerId })
    .execute();
  if (affected === 1) return;
  const first = { ownerId, hour: () => THIS_HOUR, files: 1, bytes };
  await manager.createQueryBuilder().insert().into(UploadCount).values(first).execute();
}

/** Removes counts that no limit needs any more. */
export async function forgetOldCounts(manager: EntityManager): Promise<void> {
  await manager.createQueryBuilder().delete().from(UploadCount).where(`hour < now() - ${COUNTED}`).execute();
}

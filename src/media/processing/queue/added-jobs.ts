import { type EntityManager, IsNull, Not } from 'typeorm';

import { MediaContent, MediaJob } from '../../media.entity.js';
import { ADD_JOB } from './processing.sql.js';

/** Adds the job of a new content. The row of its owner must be locked: otherwise two jobs may get the same turn. */
export async function addJob(manager: EntityManager, { id, ownerId }: Pick<MediaContent, 'id' | 'ownerId'>) {
  await manager.query(ADD_JOB, [id, ownerId]);
}

/** Gives a content that the server could not process another chance: its upload is still in the storage. */
export async function processAgain(manager: EntityManager, contentId: string): Promise<void> {
  await manager.update(MediaContent, { id: contentId }, { status: 'processing', reason: null });
  const again = { failedAt: null, attempts: 0, limitKills: 0, runAt: () => 'now()' };
  await manager.update(MediaJob, { contentId, failedAt: Not(IsNull()) }, again);
}

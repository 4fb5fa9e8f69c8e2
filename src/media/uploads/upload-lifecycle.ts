import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, In, MoreThan, type Repository } from 'typeorm';

import { isConnectionLost, violatedConstraint } from '../../platform/database/database-errors.js';
import { Config } from '../../platform/config/config.js';
import { Transactions } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { newId } from '../../platform/process/new-id.js';
import { Media, MediaContent, MediaObject, type MediaPurpose } from '../media.entity.js';
import { UNUSED } from '../media.sql.js';
import { changeStored, storedSize } from '../stored-bytes.js';
import { uploadsWithObjects } from '../uploads-with-objects.js';
import { MediaStorage } from '../storage/media-storage.js';
import { addJob, processAgain } from '../processing/queue/added-jobs.js';
import { MediaWorker } from '../processing/queue/media-worker.js';
import type { ReceivedFile } from './upload-forms.js';
import { limitsOf, mustFit } from './upload-limits.js';
import { countUpload, lockUploader, usageOf } from './upload-usage.js';
import { ResumableUpload } from './upload.entity.js';

export interface StoredUpload {
  /** With its content and its objects. */
  media: Media;
  /** The same file was stored under the same id before. */
  replayed: boolean;
}

/** What a content is stored with. */
type FileFacts = Omit<ReceivedFile, 'path' | 'head'>;

/** Where a received file becomes an upload. */
interface Place {
  ownerId: string;
  id: string;
  purpose: MediaPurpose;
  /** Id of the resumable upload that brought the file. */
  resumable?: string;
}

/**
 * Starts the 24 hours again after which the sweep removes these uploads, if they are unused. It must run in the transaction that stops
 * showing them: otherwise the next sweep would remove an upload that was shown for more than a day.
 */
export async function restartRetention(manager: EntityManager, ids: string[]): Promise<void> {
  if (ids.length > 0) await manager.getRepository(Media).update({ id: In(ids) }, { createdAt: () => 'now()' });
}

/** Stores received files as uploads and removes unused uploads, with their rows and bytes. */
@Injectable()
export class UploadLifecycle {
  private readonly logger = new Logger(UploadLifecycle.name);

  constructor(
    @InjectRepository(MediaContent) private readonly contents: Repository<MediaContent>,
    private readonly transactions: Transactions,
    private readonly config: Config,
    private readonly storage: MediaStorage,
    private readonly worker: MediaWorker,
  ) {}

  /**
   * Stores a received file as an upload. The bytes are in the storage before a row names them. Bytes that the owner has uploaded before are
   * not stored again.
   * @param how the id of the upload, by default a new one; what it is for; the resumable upload that is finished by it
   * @throws AppError media.id_taken when the id belongs to another user or to another file; media.daily_limit, plan.limit_reached
   */
  async put(
    file: ReceivedFile,
    ownerId: string,
    { id = newId(), purpose = 'message', resumable }: Partial<Omit<Place, 'ownerId'>> = {},
  ): Promise<StoredUpload> {
    const { sha256, mimeType } = file;
    const isKnown = await this.contents.existsBy({ ownerId, sha256, mimeType, purpose });
    const place = { ownerId, id, purpose, resumable };
    // null: the known content was removed in between.
    return (isKnown ? await this.store(file, place, null) : null) ?? (await this.keepAndStore(file, place));
  }

  /**
   * The same for bytes that are an object of the storage already, where they stay when this fails, so that it can be tried again. If the
   * answer does not name that object, the owner has the same bytes in another one.
   * @param resumable the upload that is finished by it; it must not have expired
   */
  async adopt(file: FileFacts, objectId: string, place: Required<Omit<Place, 'purpose'>>): Promise<StoredUpload> {
    const stored = await this.store(file, { ...place, purpose: 'message' }, objectId);
    if (!stored) throw new AppError('overloaded');
    this.worker.wake();
    return stored;
  }

  private async keepAndStore(file: ReceivedFile, place: Place): Promise<StoredUpload> {
    const objectId = newId();
    let isUsed = false;
    try {
      await this.storage.keep(file, objectId);
      const stored = await this.store(file, place, objectId);
      if (!stored) throw new AppError('overloaded');
      isUsed = stored.media.content.objects?.some((one) => one.id === objectId) ?? false;
      if (isUsed) this.worker.wake();
      return stored;
    } catch (error) {
      // The row may be committed although its answer was lost. If it is not, the sweep removes the bytes.
      isUsed = isConnectionLost(error instanceof AppError ? error.cause : error);
      throw error;
    } finally {
      if (!isUsed) await this.removeBytes([objectId]);
    }
  }

  /**
   * @param objectId of the file in the storage; null if the content must exist
   * @returns null when the content does not exist any more
   */
  private async store(file: FileFacts, place: Place, objectId: string | null): Promise<StoredUpload | null> {
    const { ownerId, resumable } = place;
    return this.transactions
      .run(async ({ manager }) => {
        const limits = limitsOf(await lockUploader(manager, ownerId), this.config);
        // It stops counting for its announced size, because the file counts from now on.
        if (resumable) await finish(manager, resumable);
        const usage = await usageOf(manager, ownerId);
        const stored = await addUpload(manager, file, place, objectId);
        if (!stored || stored.replayed) return stored;
        mustFit(usage, limits, { files: 1, bytes: file.size, stored: stored.isNewContent ? file.size : 0 });
        await countUpload(manager, ownerId, file.size);
        return stored;
      })
      .catch((error: unknown) => {
        if (violatedConstraint(error) === 'media_content_id_fkey') return null;
        throw error;
      });
  }

  /**
   * Removes the unused ones among these uploads. When a message attaches one of them at the same moment, its foreign key makes the
   * statement fail, and nothing is removed.
   * @returns how many were removed
   */
  async discard(ids: string[]): Promise<number> {
    if (ids.length === 0) return 0;
    const { removed, objects } = await this.transactions.run(async ({ manager }) => {
      const unused = manager
        .createQueryBuilder()
        .delete()
        .from(Media)
        .where({ id: In(ids) })
        .andWhere(UNUSED);
      const media = (await unused.returning('content_id').execute()).raw as { content_id: string }[];
      return {
        removed: media.length,
        objects: await removeUnnamed(
          manager,
          media.map(({ content_id }) => content_id),
        ),
      };
    });
    await this.removeBytes(objects);
    return removed;
  }

  /** The sweep removes later what cannot be removed now: the rows are gone, and whoever removed them need not try again. */
  private async removeBytes(ids: string[]): Promise<void> {
    try {
      for (const id of ids) await this.storage.remove(id);
    } catch (err) {
      this.logger.warn({ err }, 'files of removed uploads stay until the next sweep');
    }
  }
}

/** Marks an upload that was sent in pieces. @throws AppError media.not_found when it was ended meanwhile, or has expired */
async function finish(manager: EntityManager, id: string): Promise<void> {
  const open = { id, expiresAt: MoreThan(new Date()) };
  const { affected } = await manager.update(ResumableUpload, open, { finishedAt: () => 'now()' });
  if (affected === 0) throw new AppError('media.not_found');
}

/** Adds an upload, and its content with the object of this id. @returns null when there is neither the content nor an object for it */
async function addUpload(
  manager: EntityManager,
  file: FileFacts,
  { ownerId, id, purpose }: Place,
  objectId: string | null,
): Promise<(StoredUpload & { isNewContent: boolean }) | null> {
  const { name, sha256, mimeType } = file;
  const key = { ownerId, sha256, mimeType, purpose };
  const isNewContent = objectId !== null && (await addContent(manager, file, key, objectId));
  const content = await manager.findOne(MediaContent, { select: { id: true, reason: true }, where: key });
  if (!content) return null;
  if (content.reason === 'failed') await processAgain(manager, content.id);
  const fresh = await insertNew(manager, Media, { id, ownerId, contentId: content.id, name });
  const media = await uploadsWithObjects(manager).where({ id }).getOne();
  // The same bytes under another type are another content.
  const isSame = media?.ownerId === ownerId && media.name === name && media.contentId === content.id;
  if (!isSame) throw new AppError('media.id_taken');
  // Its lock is the last one: see `changeStored`.
  if (isNewContent) await changeStored(manager, new Map([[ownerId, file.size]]));
  return { media, replayed: !fresh, isNewContent };
}

/** Adds a content with its object and its job, unless the owner has the same bytes already. */
async function addContent(
  manager: EntityManager,
  { kind, size }: FileFacts,
  key: Pick<MediaContent, 'ownerId' | 'sha256' | 'mimeType' | 'purpose'>,
  objectId: string,
): Promise<boolean> {
  const contentId = newId();
  const isProcessed = kind === 'image' || kind === 'video' || kind === 'audio';
  const status = isProcessed ? 'processing' : 'ready';
  const added = await insertNew(manager, MediaContent, { ...key, id: contentId, kind, size, status });
  if (!added) return false;
  const variant = isProcessed ? 'upload' : 'original';
  const { mimeType, sha256 } = key;
  await manager.insert(MediaObject, { id: objectId, contentId, variant, mimeType, size, sha256 });
  if (isProcessed) await addJob(manager, { id: contentId, ownerId: key.ownerId });
  return true;
}

/** @returns false when a row with the same key existed already */
async function insertNew<Row extends object>(
  manager: EntityManager,
  entity: new () => Row,
  row: Partial<Row>,
): Promise<boolean> {
  const insert = manager
    .createQueryBuilder()
    .insert()
    .into(entity)
    .values(row as never);
  return ((await insert.orIgnore().returning('id').execute()).raw as unknown[]).length === 1;
}

/**
 * Removes those of these contents that no upload names. The lock makes an upload that is about to name one of them wait and fail.
 * @returns the ids of their objects, whose bytes are to be removed after the commit
 */
async function removeUnnamed(manager: EntityManager, contentIds: string[]): Promise<string[]> {
  if (contentIds.length === 0) return [];
  const contents = manager.getRepository(MediaContent);
  const locked = await contents
    .createQueryBuilder('content')
    .select('content.id')
    .where({ id: In(contentIds) })
    .setLock('pessimistic_write')
    .getMany();
  const found = await contents
    .createQueryBuilder('content')
    .leftJoinAndMapMany('content.objects', MediaObject, 'object', 'object.contentId = content.id')
    .where({ id: In(locked.map(({ id }) => id)) })
    .andWhere('not exists (select from media m where m.content_id = content.id)')
    .getMany();
  await contents.delete({ id: In(found.map(({ id }) => id)) });
  const freed = new Map<string, number>();
  for (const one of found) freed.set(one.ownerId, (freed.get(one.ownerId) ?? 0) - storedSize(one));
  await changeStored(manager, freed);
  return found.flatMap(({ objects = [] }) => objects.map(({ id }) => id));
}

import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, In, LessThan, type Repository } from 'typeorm';

import { AppError } from '../../platform/errors/app-error.js';
import { newId } from '../../platform/process/new-id.js';
import { Media } from '../media.entity.js';
import { UNUSED } from '../media.sql.js';
import { MediaStorage } from '../storage/media-storage.js';
import type { ReceivedFile } from './upload-forms.js';

export interface StoredUpload {
  media: Media;
  /** The same file was stored under the same id before. */
  replayed: boolean;
}

/**
 * Starts the 24 hours again after which the sweep removes these uploads, if they are unused. It must run in the transaction that stops
 * showing them: otherwise the next sweep would remove an upload that was shown for more than a day.
 */
export async function restartRetention(manager: EntityManager, ids: string[]): Promise<void> {
  if (ids.length > 0) await manager.getRepository(Media).update({ id: In(ids) }, { createdAt: () => 'now()' });
}

/** Stores received files as uploads and removes unused uploads: the row and the bytes together. */
@Injectable()
export class UploadLifecycle {
  private readonly logger = new Logger(UploadLifecycle.name);

  constructor(
    @InjectRepository(Media) private readonly media: Repository<Media>,
    private readonly storage: MediaStorage,
  ) {}

  /**
   * Stores a received file as an upload. The row is inserted first, so that no other file can be stored under its id. When the same
   * file is sent again, it replaces itself, which also repairs an upload whose file is missing after a crash.
   * @param id the id of the upload; by default a new one
   * @throws AppError media.id_taken when the id belongs to another user or to another file
   */
  async put(file: ReceivedFile, ownerId: string, id = newId()): Promise<StoredUpload> {
    const { kind, name, mimeType, size, sha256 } = file;
    const fresh = await this.insert({ id, ownerId, kind, name, mimeType, size, sha256 });
    const media = await this.media.findOneBy({ id });
    if (media?.ownerId !== ownerId || media.name !== name || !media.sha256.equals(sha256)) {
      throw new AppError('media.id_taken');
    }
    try {
      await this.storage.keep(file, id);
    } catch (error) {
      if (fresh) await this.media.delete({ id });
      throw error;
    }
    return { media, replayed: !fresh };
  }

  /**
   * Removes the unused ones among these uploads. When a message attaches one of them at the same moment, its foreign key makes the
   * statement fail, and nothing is removed.
   * @returns how many were removed
   */
  async discard(ids: string[]): Promise<number> {
    if (ids.length === 0) return 0;
    const unused = this.media
      .createQueryBuilder()
      .delete()
      .where({ id: In(ids) })
      .andWhere(UNUSED);
    const removed = (await unused.returning('id').execute()).raw as Pick<Media, 'id'>[];
    await this.removeBytes(removed.map(({ id }) => id));
    return removed.length;
  }

  /** The sweep removes later what cannot be removed now: the rows are gone, and whoever removed them need not try again. */
  private async removeBytes(ids: string[]): Promise<void> {
    try {
      for (const id of ids) await this.storage.remove(id);
    } catch (err) {
      this.logger.warn({ err }, 'files of removed uploads stay until the next sweep');
    }
  }

  /** Ids of unused uploads that were uploaded, or last shown, before a time; the oldest first. */
  async unusedBefore(time: Date, limit: number): Promise<string[]> {
    const unused = this.media.createQueryBuilder('media').select('media.id', 'id');
    const found = await unused
      .where({ createdAt: LessThan(time) })
      .andWhere(UNUSED)
      .orderBy('media.createdAt')
      .limit(limit)
      .getRawMany<Pick<Media, 'id'>>();
    return found.map(({ id }) => id);
  }

  /** Those of the given ids that no upload has. */
  async rowless(ids: string[]): Promise<string[]> {
    const found = await this.media.find({ select: { id: true }, where: { id: In(ids) } });
    const known = new Set(found.map(({ id }) => id));
    // The database writes ids in lower case; the name of a file may differ.
    return ids.filter((id) => !known.has(id.toLowerCase()));
  }

  /** @returns false when the id existed already */
  private async insert(row: Omit<Media, 'owner' | 'createdAt' | 'uploadedAt'>): Promise<boolean> {
    const result = await this.media.createQueryBuilder().insert().values(row).orIgnore().returning('id').execute();
    return (result.raw as unknown[]).length === 1;
  }
}

import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { DataSource, type Repository } from 'typeorm';
import { uuidv7 } from 'uuidv7';

import { rows } from '../../platform/database/rows.js';
import { AppError } from '../../platform/errors/app-error.js';
import { Media } from '../media.entity.js';
import { MediaStorage } from '../media-storage.js';
import type { ReceivedFile } from './upload-forms.js';

export interface StoredUpload {
  media: Media;
  /** The same file was put there under the same id before. */
  replayed: boolean;
}

/** Of an upload `m`: no message carries it, be it one that is yet to be sent, and no group shows it as its avatar. */
export const UNUSED = `not exists (select from attachments a where a.media_id = m.id)
  and not exists (select from scheduled_uploads s where s.media_id = m.id)
  and not exists (select from group_avatars g where g.media_id = m.id)`;

/** Ids, as parameter $1, of files that have no row. */
export const ROWLESS =
  'select f.id from unnest($1::uuid[]) f (id) where not exists (select from media m where m.id = f.id)';

/**
 * SQL that begins the day anew after which unused uploads are swept. To be run in the transaction that lets them go: else one
 * that was shown for long would be due at once.
 * @param ids SQL of their ids
 */
export const letGo = (ids: string): string => `update media set created_at = now() where id in (${ids})`;

/** Where received files become uploads, and uploads nobody wants end: the row and the bytes together. */
@Injectable()
export class UploadLifecycle {
  constructor(
    @InjectRepository(Media) private readonly media: Repository<Media>,
    private readonly database: DataSource,
    private readonly storage: MediaStorage,
  ) {}

  /**
   * The row comes first: from then on the id is this file's, and other bytes cannot end up under it. The same file
   * again is moved over itself, which also mends what a crash between row and file left.
   * @throws AppError media.id_taken
   */
  async put(file: ReceivedFile, ownerId: string, id = uuidv7()): Promise<StoredUpload> {
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
   * Removes those of these uploads that nothing shows, and tells how many. What takes one at this very
   * moment wins: its foreign key makes this statement fail, and nothing was removed.
   */
  async discard(ids: string[]): Promise<number> {
    if (ids.length === 0) return 0;
    const gone = await rows<{ id: string }>(
      this.database,
      `delete from media m where m.id = any ($1::uuid[]) and ${UNUSED} returning m.id`,
      [ids],
    );
    for (const { id } of gone) await this.storage.remove(id);
    return gone.length;
  }

  /** False when the id was there already. */
  private async insert(row: Omit<Media, 'owner' | 'createdAt' | 'uploadedAt'>): Promise<boolean> {
    const result = await this.media.createQueryBuilder().insert().values(row).orIgnore().returning('id').execute();
    return (result.raw as unknown[]).length === 1;
  }
}

import { resolve } from 'node:path';

import type { Configstore } from '@tus/file-store';
import { Metadata, Upload } from '@tus/server';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { isUUID } from 'class-validator';
import { In, IsNull, LessThan, MoreThan, type Repository } from 'typeorm';

import type { ErrorCode } from '../../contract/errors.js';
import { KeyedMutex } from '../../platform/concurrency/keyed-mutex.js';
import { Config } from '../../platform/config/config.js';
import { Transactions } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { newId } from '../../platform/process/new-id.js';
import { MediaStorage } from '../storage/media-storage.js';
import { S3Storage } from '../storage/s3-storage.js';
import { typeOfUpload } from '../media-type.js';
import { mustHaveRoomFor } from '../uploads/announced-uploads.js';
import { UploadLifecycle } from '../uploads/upload-lifecycle.js';
import { ResumableUpload } from '../uploads/upload.entity.js';
import { mustBeFree } from './chosen-ids.js';
import { DiskPieces } from './disk-pieces.js';
import type { Pieces } from './pieces.js';
import { S3Pieces } from './s3-pieces.js';
import { chosenMediaId, describedFile, metadataOf, storedMetadata } from './upload-metadata.js';

const HOUR = 60 * 60 * 1000;
/** Milliseconds after its beginning when a resumable upload is removed, finished or not. */
const EXPIRES_AFTER = 24 * HOUR;
/** The same for one of which no byte has arrived. */
const EMPTY_FOR = HOUR;
const BATCH = 100;

/** Uploads that arrive in pieces: their rows, their pieces, and that they become uploads when they are complete. */
@Injectable()
export class ResumableUploads implements OnModuleInit {
  readonly pieces: Pieces;
  private readonly finishing = new KeyedMutex();

  constructor(
    @InjectRepository(ResumableUpload) private readonly rows: Repository<ResumableUpload>,
    private readonly transactions: Transactions,
    private readonly config: Config,
    private readonly storage: MediaStorage,
    private readonly uploads: UploadLifecycle,
  ) {
    this.pieces =
      storage instanceof S3Storage
        ? new S3Pieces(storage.bucket, storedIn(rows), EXPIRES_AFTER)
        : new DiskPieces(resolve(config.DATA_DIR, 'media', 'uploads'), storedIn(rows), EXPIRES_AFTER);
  }

  onModuleInit(): Promise<void> {
    return this.pieces.prepare();
  }

  /**
   * Begins an upload, before any of it is read. Its announced size counts for the limits of the user until it is finished or expires.
   * @throws AppError media.unsupported, media.too_large, media.daily_limit, plan.limit_reached, media.id_taken, request.invalid, rate.limited
   */
  async begin(ownerId: string, { id, size, metadata = {} }: Upload): Promise<void> {
    const bytes = size ?? 0;
    if (bytes === 0) throw new AppError('media.unsupported', { details: [EMPTY] });
    const chosen = chosenMediaId(metadata);
    const upload = { id, ownerId, mediaId: chosen ?? newId(), size: bytes, metadata: Metadata.stringify(metadata) };
    await this.transactions.run(async ({ manager }) => {
      await mustHaveRoomFor(manager, ownerId, bytes, this.config);
      if (chosen !== null) await mustBeFree(manager, upload);
      await manager.insert(ResumableUpload, { ...upload, expiresAt: new Date(Date.now() + EMPTY_FOR) });
    });
  }

  /**
   * The upload that the same request has begun before, if its answer was lost. Only an id that the client chose tells that it is the same.
   * @param header `Upload-Metadata`
   * @returns null when there is none
   */
  async begunBefore(ownerId: string, size: number, header: string): Promise<ResumableUpload | null> {
    const metadata = storedMetadata(header);
    const { id = null } = metadata === null ? {} : metadataOf(metadata);
    if (metadata === null || id === null || !isUUID(id)) return null;
    const same = {
      ownerId,
      mediaId: id.toLowerCase(),
      size,
      metadata,
      directKey: IsNull(),
      expiresAt: MoreThan(new Date()),
    };
    return this.rows.findOne({ where: same, order: { createdAt: 'ASC', id: 'ASC' } });
  }

  /** @throws AppError media.not_found when there is no such upload, when it is another user's, or when it has expired */
  async open(ownerId: string, id: string): Promise<ResumableUpload> {
    // Pieces are stored under the id as it is written.
    const isId = isUUID(id) && id === id.toLowerCase();
    const found = isId ? await this.rows.findOneBy({ id, ownerId, directKey: IsNull() }) : null;
    if (!found || found.expiresAt.getTime() <= Date.now()) throw new AppError('media.not_found');
    return found;
  }

  /**
   * Makes a complete upload a file like any other. It may be called again, also after a crash: the id of the file is decided before. A refusal that
   * no retry changes ends the upload, so that nothing copies its bytes again.
   * @returns the id of the file
   * @throws AppError media.id_taken, media.daily_limit, plan.limit_reached
   */
  async finish(id: string): Promise<string> {
    return this.finishing.run(id, async () => {
      const upload = await this.rows.findOneBy({ id });
      if (!upload) throw new AppError('media.not_found');
      if (!upload.finishedAt) await this.storeUnlessFinished(upload);
      return upload.mediaId;
    });
  }

  /** Keeps an upload of which bytes have arrived for longer. @returns when it expires; null when it has ended */
  async extend(id: string): Promise<Date | null> {
    const found = await this.rows.findOneBy({ id });
    if (!found) return null;
    const { createdAt, expiresAt, finishedAt } = found;
    const latest = new Date(createdAt.getTime() + EXPIRES_AFTER);
    if (expiresAt >= latest) return expiresAt;
    const hasBytes = finishedAt !== null || (await this.pieces.getUpload(id)).offset > 0;
    if (!hasBytes) return expiresAt;
    await this.rows.update({ id }, { expiresAt: latest });
    return latest;
  }

  /** Removes the pieces of a finished upload. Those that cannot be removed now are removed by the sweep. */
  async dropPieces(id: string): Promise<void> {
    await this.pieces.remove(id).catch(() => undefined);
  }

  /** Ends an upload. If it is finished and nothing shows the file, the file is removed. */
  async forget({ id, mediaId, finishedAt }: ResumableUpload): Promise<void> {
    await this.rows.delete({ id });
    if (finishedAt) await this.uploads.discard([mediaId]);
  }

  /** Removes uploads that have expired, and pieces without a row. */
  async sweep(now: Date): Promise<void> {
    for (;;) {
      const expired = await this.rows.find({ where: { expiresAt: LessThan(now), directKey: IsNull() }, take: BATCH });
      for (const { id } of expired) await this.pieces.remove(id);
      await this.rows.delete({ id: In(expired.map(({ id }) => id)) });
      if (expired.length < BATCH) break;
    }
    for await (const id of this.pieces.begunBefore(new Date(now.getTime() - EXPIRES_AFTER))) {
      const isOpen = await this.rows.existsBy({ id });
      if (!isOpen) await this.pieces.remove(id);
    }
  }

  /** Another node may finish the same upload and remove its pieces at the same time. */
  private async storeUnlessFinished(upload: ResumableUpload): Promise<void> {
    try {
      await this.store(upload);
    } catch (error) {
      const { id } = upload;
      const now = await this.rows.findOneBy({ id });
      if (now?.finishedAt) return;
      if (error instanceof AppError && FINAL.includes(error.code)) {
        await this.rows.delete({ id, finishedAt: IsNull() });
        await this.dropPieces(id);
      }
      throw error;
    }
  }

  private async store({ id, ownerId, mediaId, size, metadata }: ResumableUpload): Promise<void> {
    const { name, declared } = describedFile(metadataOf(metadata));
    const arrived = (await this.pieces.read(id)) as AsyncIterable<Buffer>;
    const file = await this.storage.store(arrived, size);
    try {
      if (file.size !== size) throw new AppError('overloaded');
      const found = await typeOfUpload(file.head, declared, name);
      await this.uploads.put({ ...file, ...found, name }, ownerId, { id: mediaId, resumable: id });
    } finally {
      await this.storage.drop(file);
    }
  }
}

const EMPTY = { field: 'Upload-Length', rule: 'notEmpty', message: 'the file is empty' };

/** Refusals that no retry changes. */
const FINAL: ErrorCode[] = ['media.id_taken', 'media.too_large', 'plan.limit_reached'];

/** What `@tus/server` asks about uploads. The rows are written by `ResumableUploads`. */
function storedIn(rows: Repository<ResumableUpload>): Configstore {
  return {
    get: async (id) => {
      const found = await rows.findOneBy({ id });
      if (!found) return undefined;
      const { size, metadata, createdAt } = found;
      return new Upload({
        id,
        size,
        offset: 0,
        metadata: metadataOf(metadata),
        creation_date: createdAt.toISOString(),
      });
    },
    set: () => Promise.resolve(),
    delete: () => Promise.resolve(),
  };
}

import { Metadata } from '@tus/server';
import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { InjectRepository } from '@nestjs/typeorm';
import { isUUID } from 'class-validator';
import { type EntityManager, IsNull, LessThan, MoreThan, Not, type Repository } from 'typeorm';

import type { DirectUploadDto } from '../../contract/dto/media.dto.js';
import type { DirectPartsView } from '../../contract/views/upload.view.js';
import { Config } from '../../platform/config/config.js';
import { Transactions } from '../../platform/database/transactions.js';
import { AppError, invalid } from '../../platform/errors/app-error.js';
import { newId } from '../../platform/process/new-id.js';
import { Media } from '../media.entity.js';
import { ADDRESS_VALID_FOR, type DirectUploads, MediaStorage } from '../storage/media-storage.js';
import { mustHaveRoomFor } from '../uploads/announced-uploads.js';
import { UploadLifecycle } from '../uploads/upload-lifecycle.js';
import { lockUploader } from '../uploads/upload-usage.js';
import { ResumableUpload } from '../uploads/upload.entity.js';
import { partSizes, sizeOfPart } from './part-sizes.js';

const HOUR = 60 * 60 * 1000;
/** Milliseconds after its beginning when a direct upload is removed, finished or not. */
const EXPIRES_AFTER = 24 * HOUR;
const BATCH = 100;

/** The row of a direct upload to which the client may send. */
export type DirectUploadRow = ResumableUpload & { directKey: string; directUploadId: string };

/** Uploads that clients send to the media storage themselves: their rows, the addresses for their parts, and what is left of them. */
@Injectable()
export class DirectUploadLifecycle {
  constructor(
    @InjectRepository(ResumableUpload) private readonly rows: Repository<ResumableUpload>,
    private readonly transactions: Transactions,
    private readonly config: Config,
    private readonly storage: MediaStorage,
    private readonly uploads: UploadLifecycle,
  ) {}

  /** @throws AppError media.direct_unavailable when clients cannot send to the storage */
  get direct(): DirectUploads {
    if (!this.storage.direct) throw new AppError('media.direct_unavailable');
    return this.storage.direct;
  }

  /**
   * Begins an upload. Its announced size counts for the limits of the user until it is finished or expires. With an id that the client chose,
   * a repeated call gets the upload of the first one.
   * @throws AppError media.direct_unavailable, media.too_large, media.daily_limit, plan.limit_reached, media.id_taken, rate.limited,
   *   media.storage_unavailable
   */
  async begin(ownerId: string, asked: DirectUploadDto): Promise<{ upload: ResumableUpload; replayed: boolean }> {
    const { direct } = this;
    const { size, id: mediaId = newId() } = asked;
    const described = { id: newId(), ownerId, mediaId, size, metadata: metadataOf(asked), directKey: newId() };
    const row = { ...described, expiresAt: new Date(Date.now() + EXPIRES_AFTER) };
    const begun = await this.transactions.run(async ({ manager }) => {
      // Of two equal calls at once, the second waits and finds the row of the first.
      await lockUploader(manager, ownerId);
      const same = asked.id === undefined ? null : await begunBefore(manager, row);
      if (!same) await this.announce(manager, row);
      return same;
    });
    if (begun) return { upload: begun, replayed: true };
    // The row comes first: a crash leaves one that counts until it expires, and never more parts in the storage than the limits allow.
    try {
      const { uploadId } = await direct.begin(row.directKey);
      await this.rows.update({ id: row.id }, { directUploadId: uploadId });
    } catch (error) {
      await this.expire(row.id).catch(() => false);
      throw error;
    }
    return { upload: { ...row } as ResumableUpload, replayed: false };
  }

  /**
   * @throws AppError media.not_found when there is no such upload, when it is another user's, when it was ended, or when it has expired
   */
  async open(ownerId: string, id: string): Promise<DirectUploadRow> {
    const asked = { id, ownerId, directUploadId: Not(IsNull()), expiresAt: MoreThan(new Date()) };
    const found = isUUID(id) ? await this.rows.findOneBy(asked) : null;
    if (!found) throw new AppError('media.not_found');
    return found as DirectUploadRow;
  }

  /**
   * Addresses for parts of an unfinished upload. The same parts may be asked for again.
   * @param parts their numbers, from 1
   * @throws AppError media.not_found, request.invalid when there are not so many parts
   */
  async addresses(ownerId: string, id: string, parts: number[]): Promise<DirectPartsView> {
    const { size, finishedAt, directKey: key, directUploadId: uploadId } = await this.open(ownerId, id);
    if (finishedAt) throw new AppError('media.not_found');
    const { parts: count } = partSizes(size);
    if (parts.some((part) => part > count)) throw invalid('parts', 'max', `parts must be from 1 to ${count}`);
    const expiresAt = new Date(Date.now() + ADDRESS_VALID_FOR * 1000).toISOString();
    const addressed = parts.map(async (part) => {
      const bytes = sizeOfPart(size, part);
      return { part, size: bytes, url: await this.direct.addressOfPart({ key, uploadId }, part, bytes) };
    });
    return { parts: await Promise.all(addressed), expiresAt };
  }

  /** Ends an upload and removes its parts. If it is finished and nothing shows the file, the file is removed. @throws AppError media.not_found */
  async end(ownerId: string, id: string): Promise<void> {
    const upload = await this.open(ownerId, id);
    if (await this.discard(upload)) return;
    await this.rows.delete({ id: upload.id });
    await this.uploads.discard([upload.mediaId]);
  }

  /**
   * Ends an unfinished upload. It does not count any more, and nothing can finish it. The sweep removes what cannot be removed now.
   * @returns false when it is finished
   */
  async discard(upload: DirectUploadRow): Promise<boolean> {
    if (!(await this.expire(upload.id))) return false;
    await this.remove(upload).catch(() => undefined);
    return true;
  }

  /** Removes uploads that have expired, and what a crash has left in the storage. Runs every hour; a failure is logged. */
  @Interval(HOUR)
  async sweep(now = new Date()): Promise<void> {
    const expired = { directKey: Not(IsNull()), expiresAt: LessThan(now) };
    for (;;) {
      const found = await this.rows.find({ where: expired, order: { expiresAt: 'ASC' }, take: BATCH });
      for (const upload of found) {
        if (await this.expire(upload.id)) await this.remove(upload);
        else await this.rows.delete({ id: upload.id });
      }
      if (found.length < BATCH) break;
    }
    await this.storage.direct?.abortBefore(new Date(now.getTime() - EXPIRES_AFTER));
  }

  private async announce(manager: EntityManager, row: Partial<ResumableUpload> & AnnouncedRow): Promise<void> {
    const { ownerId, mediaId, size } = row;
    await mustHaveRoomFor(manager, ownerId, size, this.config);
    const taken = await manager.findOne(Media, { select: { id: true, ownerId: true }, where: { id: mediaId } });
    if (taken && taken.ownerId !== ownerId) throw new AppError('media.id_taken');
    await manager.insert(ResumableUpload, row);
  }

  /** @returns false when the upload is finished */
  private async expire(id: string): Promise<boolean> {
    const { affected } = await this.rows.update({ id, finishedAt: IsNull() }, { expiresAt: new Date(0) });
    return affected === 1;
  }

  /** Removes an unfinished upload that has expired. Its parts may be an object already that no row names. */
  private async remove({ id, directKey: key, directUploadId: uploadId }: ResumableUpload): Promise<void> {
    if (key !== null && this.storage.direct) {
      if (uploadId !== null) await this.storage.direct.abort({ key, uploadId });
      await this.storage.remove(key);
    }
    await this.rows.delete({ id });
  }
}

type AnnouncedRow = Pick<ResumableUpload, 'ownerId' | 'mediaId' | 'size' | 'metadata'>;

/** The upload that the same call has begun before. @throws AppError media.id_taken when that call described another file */
async function begunBefore(
  manager: EntityManager,
  { ownerId, mediaId, size, metadata }: AnnouncedRow,
): Promise<ResumableUpload | null> {
  const open = { directUploadId: Not(IsNull()), finishedAt: IsNull(), expiresAt: MoreThan(new Date()) };
  const found = await manager.findOneBy(ResumableUpload, { ownerId, mediaId, ...open });
  if (found && (found.size !== size || found.metadata !== metadata)) throw new AppError('media.id_taken');
  return found;
}

function metadataOf({ fileName, mimeType }: DirectUploadDto): string {
  const described: Record<string, string> = {};
  if (fileName !== undefined) described.filename = fileName;
  if (mimeType !== undefined) described.filetype = mimeType;
  return Metadata.stringify(described);
}

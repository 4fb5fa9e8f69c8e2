import { Metadata } from '@tus/server';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';

import type { CompleteDirectUploadDto } from '../../contract/dto/media.dto.js';
import { KeyedMutex } from '../../platform/concurrency/keyed-mutex.js';
import { Slots } from '../../platform/concurrency/slots.js';
import { AppError, invalid } from '../../platform/errors/app-error.js';
import { Media } from '../media.entity.js';
import type { Measured } from '../storage/incoming-files.js';
import { MediaStorage } from '../storage/media-storage.js';
import { uploadsWithObjects } from '../uploads-with-objects.js';
import { typeOfUpload } from '../media-type.js';
import { fileName } from '../uploads/upload-forms.js';
import { type StoredUpload, UploadLifecycle } from '../uploads/upload-lifecycle.js';
import { DirectUploadLifecycle, type DirectUploadRow } from './direct-upload-lifecycle.js';
import { partSizes } from './part-sizes.js';

/** Uploads that a node reads at once, and milliseconds for which others wait. */
const READ_AT_ONCE = 4;
const WAITS_FOR = 60_000;

/** Makes direct uploads files like any other, when their parts are there. */
@Injectable()
export class DirectUploadCompletion {
  private readonly ofOwner = new KeyedMutex();
  private readonly reading = new Slots(READ_AT_ONCE, WAITS_FOR);

  constructor(
    @InjectRepository(Media) private readonly media: Repository<Media>,
    private readonly lifecycle: DirectUploadLifecycle,
    private readonly storage: MediaStorage,
    private readonly uploads: UploadLifecycle,
  ) {}

  /**
   * Puts the parts together, and reads the object once, because nobody has counted and hashed it before. It may be called again, also after a
   * crash: the id of the media is decided at the beginning. Bytes that are not those that were announced end the upload.
   * @throws AppError media.not_found, request.invalid, media.bytes_differ, media.id_taken, media.daily_limit, plan.limit_reached, overloaded,
   *   media.storage_unavailable
   */
  async complete(ownerId: string, id: string, asked: CompleteDirectUploadDto): Promise<StoredUpload> {
    // Those of one user come one after the other, so that nobody takes all places.
    return this.ofOwner.run(ownerId, async () => {
      const upload = await this.lifecycle.open(ownerId, id);
      if (upload.finishedAt) return this.finished(upload, asked);
      const { parts } = partSizes(upload.size);
      if (asked.etags.length !== parts)
        throw invalid('etags', 'arePartTags', `etags must be those of all ${parts} parts`);
      return this.reading.run(() => this.storeUnlessFinished(upload, asked));
    });
  }

  /** Another node may finish the same upload at the same time. */
  private async storeUnlessFinished(upload: DirectUploadRow, asked: CompleteDirectUploadDto): Promise<StoredUpload> {
    try {
      return await this.store(upload, asked);
    } catch (error) {
      const isFinal =
        error instanceof AppError && (error.code === 'media.bytes_differ' || error.code === 'media.id_taken');
      if (isFinal && (await this.lifecycle.discard(upload))) throw error;
      const now = await this.lifecycle.open(upload.ownerId, upload.id).catch(() => null);
      if (!now?.finishedAt) throw error;
      return this.finished(now, asked);
    }
  }

  private async store(upload: DirectUploadRow, { etags, sha256 }: CompleteDirectUploadDto): Promise<StoredUpload> {
    const { id, ownerId, mediaId, size, metadata, directKey: key, directUploadId: uploadId } = upload;
    await this.lifecycle.direct.complete({ key, uploadId }, etags);
    const measured = await this.measure(key, size);
    mustBe(measured, size, sha256);
    const { filename, filetype } = metadata === '' ? {} : Metadata.parse(metadata);
    const name = fileName(filename ?? undefined);
    const file = { ...measured, name, ...(await typeOfUpload(measured.head, filetype?.toLowerCase() ?? '', name)) };
    const stored = await this.uploads.adopt(file, key, { ownerId, id: mediaId, resumable: id });
    const isUsed = stored.media.content.objects?.some((object) => object.id === key) ?? false;
    // The owner had the same bytes. The sweep removes later what cannot be removed now.
    if (!isUsed) await this.storage.remove(key).catch(() => undefined);
    return stored;
  }

  private async measure(key: string, limit: number): Promise<Measured | null> {
    try {
      return await this.lifecycle.direct.measure(key, limit);
    } catch (error) {
      if (error instanceof AppError && error.code === 'media.too_large') return null;
      throw error;
    }
  }

  /** @throws AppError media.not_found when the media was removed since */
  private async finished({ ownerId, mediaId }: DirectUploadRow, { sha256 }: CompleteDirectUploadDto) {
    const media = await uploadsWithObjects(this.media.manager).where({ id: mediaId, ownerId }).getOne();
    if (!media) throw new AppError('media.not_found');
    mustBe(media.content, media.content.size, sha256);
    return { media, replayed: true };
  }
}

type Counted = Pick<Measured, 'size' | 'sha256'>;

/**
 * @param found null when there were more bytes than announced
 * @param sha256 in hexadecimal digits, if the client has told it
 * @throws AppError media.bytes_differ
 */
function mustBe<Found extends Counted>(found: Found | null, size: number, sha256?: string): asserts found is Found {
  const hash = found?.sha256.toString('hex');
  if (found?.size === size && (sha256 === undefined || sha256 === hash)) return;
  throw new AppError('media.bytes_differ', { params: { size: found?.size ?? null, sha256: hash ?? null } });
}

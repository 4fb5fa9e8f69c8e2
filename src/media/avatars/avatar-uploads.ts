import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DataSource, type EntityManager } from 'typeorm';

import { AvatarDto } from '../../contract/dto/media.dto.js';
import { AppError, invalid } from '../../platform/errors/app-error.js';
import type { Caller } from '../../platform/http/caller.js';
import { readInput } from '../../platform/http/input/input.js';
import { servedObject } from '../media-delivery.js';
import { MediaStorage } from '../storage/media-storage.js';
import { type Media, MediaContent } from '../media.entity.js';
import { uploadsWithObjects } from '../uploads-with-objects.js';
import { UploadAllowance } from '../uploads/upload-allowance.js';
import { type ReceivedFile, UploadForms } from '../uploads/upload-forms.js';
import { UploadLifecycle } from '../uploads/upload-lifecycle.js';

const PARTS = ['avatar', 'media', 'file'];

/** Receives the pictures that people choose as avatars. They are uploads of their own, which are processed to squares. */
@Injectable()
export class AvatarUploads {
  constructor(
    private readonly allowance: UploadAllowance,
    private readonly forms: UploadForms,
    private readonly uploads: UploadLifecycle,
    private readonly storage: MediaStorage,
    private readonly database: DataSource,
  ) {}

  /**
   * Reads a picture from a form, or `{media: id}` of an earlier upload of the caller, of which it takes a copy. The route must be marked
   * with STREAMS_BODY.
   * @throws AppError request.invalid, media.not_found, media.processing, media.rejected, media.too_large, media.daily_limit,
   *   media.unsupported, rate.limited, overloaded; what `UploadForms.read` throws
   */
  async receive(request: FastifyRequest, { userId }: Caller): Promise<Media> {
    const pass = await this.allowance.admit(userId, request, 1);
    try {
      const { fields, files } = await this.forms.read(request, PARTS, pass);
      try {
        const { media: chosen } = readInput(AvatarDto, fields);
        const [file, ...more] = files;
        if (more.length > 0 || (file === undefined) === (chosen === undefined)) {
          throw invalid(
            'avatar',
            'oneFile',
            'send one picture, as a part named avatar, or as media the id of an upload',
          );
        }
        return file ? await this.put(file, userId) : await this.copy(chosen as string, userId);
      } finally {
        await this.forms.drop(files);
      }
    } finally {
      pass.leave();
    }
  }

  private async put(file: ReceivedFile, userId: string): Promise<Media> {
    if (file.kind !== 'image') throw notAPicture();
    const { media } = await this.uploads.put(file, userId, { purpose: 'avatar' });
    return media;
  }

  private async copy(id: string, ownerId: string): Promise<Media> {
    const found = await uploadsWithObjects(this.database.manager).where({ id, ownerId }).getOne();
    if (!found) throw new AppError('media.not_found');
    if (found.content.kind !== 'image') throw notAPicture();
    const original = servedObject(found, 'original');
    const bytes = (await this.storage.open(original.id)) as AsyncIterable<Buffer>;
    const stored = await this.storage.store(bytes, original.size);
    const { kind, mimeType, name } = original;
    try {
      return await this.put({ ...stored, kind, mimeType, name }, ownerId);
    } finally {
      await this.storage.drop(stored);
    }
  }
}

/**
 * Whether an avatar is ready to be shown. The lock makes its job wait for the end of the transaction. So if the transaction stores the avatar as
 * pending, the job finds it.
 * @throws AppError media.rejected
 */
export async function isReady(manager: EntityManager, { contentId }: Media): Promise<boolean> {
  const content = await manager.findOneOrFail(MediaContent, {
    select: { id: true, status: true, reason: true },
    where: { id: contentId },
    lock: { mode: 'pessimistic_read' },
  });
  if (content.status === 'rejected') throw new AppError('media.rejected', { params: { reason: content.reason } });
  return content.status === 'ready';
}

function notAPicture(): AppError {
  const details = [{ field: 'avatar', rule: 'isImage', message: 'avatar must be a picture' }];
  return new AppError('media.unsupported', { details });
}

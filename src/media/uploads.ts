import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

import { UploadDto } from '../contract/media.dto.js';
import { invalid } from '../platform/errors/app-error.js';
import type { Caller } from '../platform/http/caller.js';
import { chosenId } from '../platform/http/idempotency.js';
import { readInput } from '../platform/http/input.js';
import type { Media } from './media.entity.js';
import { MediaShelf, type Shelved } from './media-shelf.js';
import { type ReceivedFile, UploadForms } from './upload-forms.js';

/** Takes files in. */
@Injectable()
export class Uploads {
  constructor(
    private readonly forms: UploadForms,
    private readonly shelf: MediaShelf,
  ) {}

  /**
   * A form whose `media` parts may be files; any other body has fields only. For routes marked STREAMS_BODY.
   * All of it or nothing: when it fails, no file and no row of it stays.
   */
  async receive(
    request: FastifyRequest,
    caller: Caller,
  ): Promise<{ fields: Record<string, unknown>; uploads: Media[] }> {
    const { fields, files } = await this.forms.read(request, ['media']);
    return { fields, uploads: await this.putAll(files, caller.userId) };
  }

  /**
   * One file on its own, under an id the client may choose: as the field `id` or as `key`.
   * @throws AppError request.invalid, media.id_taken
   */
  async receiveOne(request: FastifyRequest, caller: Caller, key?: string): Promise<Shelved> {
    const { fields, files } = await this.forms.read(request, ['media', 'file']);
    try {
      const id = chosenId(readInput(UploadDto, fields).id, key);
      const [file, ...more] = files;
      if (!file || more.length > 0) throw invalid('media', 'oneFile', 'send one file, as a part named media or file');
      return await this.shelf.put(file, caller.userId, id);
    } finally {
      await this.forms.drop(files);
    }
  }

  /** Takes back uploads that were received for something that then failed. */
  async discard(uploads: Media[]): Promise<void> {
    await this.shelf.discard(uploads.map(({ id }) => id));
  }

  private async putAll(files: ReceivedFile[], ownerId: string): Promise<Media[]> {
    const uploads: Media[] = [];
    try {
      for (const file of files) uploads.push((await this.shelf.put(file, ownerId)).media);
      return uploads;
    } catch (error) {
      await this.discard(uploads);
      throw error;
    } finally {
      await this.forms.drop(files);
    }
  }
}

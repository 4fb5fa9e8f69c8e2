import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

import { UploadDto } from '../../contract/dto/attachment.dto.js';
import { invalid } from '../../platform/errors/app-error.js';
import type { Caller } from '../../platform/http/caller.js';
import { chosenId } from '../../platform/http/input/idempotency.js';
import { readInput } from '../../platform/http/input/input.js';
import type { Media } from '../media.entity.js';
import { UploadLifecycle, type StoredUpload } from './upload-lifecycle.js';
import { UploadAllowance, type UploadPass } from './upload-allowance.js';
import { FILES_MAX, UploadForms } from './upload-forms.js';

/** The content of a form: its fields, and its files as uploads of the caller. */
export interface Received {
  fields: Record<string, unknown>;
  uploads: Media[];
}

interface Receiving<T> {
  pass: UploadPass;
  use: (form: Received) => Promise<T>;
}

/** Receives files with requests and makes them uploads. */
@Injectable()
export class Uploads {
  constructor(
    private readonly allowance: UploadAllowance,
    private readonly forms: UploadForms,
    private readonly uploads: UploadLifecycle,
  ) {}

  /**
   * Reads a form whose `media` parts may be files and calls `use` with it. Any other body has fields only. The route must be marked
   * with STREAMS_BODY. Afterwards it removes the files that no message carries: because something failed, or because the message had
   * been sent before.
   * @throws AppError rate.limited, overloaded; what `UploadForms.read` and `use` throw
   */
  async receive<T>(request: FastifyRequest, caller: Caller, use: (form: Received) => Promise<T>): Promise<T> {
    return this.withPass(request, caller, FILES_MAX, (pass) => this.receiveAll(request, caller, { pass, use }));
  }

  private async receiveAll<T>(request: FastifyRequest, caller: Caller, { pass, use }: Receiving<T>): Promise<T> {
    const { fields, files } = await this.forms.read(request, ['media'], pass);
    const uploads: Media[] = [];
    try {
      for (const file of files) uploads.push((await this.uploads.put(file, caller.userId)).media);
      return await use({ fields, uploads });
    } finally {
      await this.forms.drop(files);
      // The sweep removes later what cannot be removed now. The failure must not replace the answer.
      await this.uploads.discard(uploads.map(({ id }) => id)).catch(() => 0);
    }
  }

  /**
   * Stores one file as an upload. The client may choose its id: as the field `id` or as `key`, its Idempotency-Key.
   * @throws AppError request.invalid, media.id_taken, media.too_large, media.daily_limit, plan.limit_reached, rate.limited,
   *   overloaded; what `UploadForms.read` throws
   */
  async receiveOne(request: FastifyRequest, caller: Caller, key?: string): Promise<StoredUpload> {
    return this.withPass(request, caller, 1, async (pass) => {
      const { fields, files } = await this.forms.read(request, ['media', 'file'], pass);
      try {
        const id = chosenId(readInput(UploadDto, fields).id, key);
        const [file, ...more] = files;
        if (!file || more.length > 0) throw invalid('media', 'oneFile', 'send one file, as a part named media or file');
        return await this.uploads.put(file, caller.userId, { id });
      } finally {
        await this.forms.drop(files);
      }
    });
  }

  private async withPass<T>(
    request: FastifyRequest,
    { userId }: Caller,
    files: number,
    work: (pass: UploadPass) => Promise<T>,
  ): Promise<T> {
    const pass = await this.allowance.admit(userId, request, files);
    try {
      return await work(pass);
    } finally {
      pass.leave();
    }
  }
}

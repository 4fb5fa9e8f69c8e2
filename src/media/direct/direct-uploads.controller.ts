import { Body, Controller, Delete, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { CompleteDirectUploadDto, DirectPartsDto, DirectUploadDto } from '../../contract/dto/media.dto.js';
import { success } from '../../contract/envelope.js';
import { MediaView } from '../../contract/views/message.view.js';
import { DirectPartsView, DirectUploadView } from '../../contract/views/upload.view.js';
import { WAITS_FOR_STORAGE } from '../../platform/http/bodies/streamed.js';
import { type Caller, Me } from '../../platform/http/caller.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { chosenId, IDEMPOTENCY_KEY, markReplayed } from '../../platform/http/input/idempotency.js';
import { uploadView } from '../media-view.js';
import type { ResumableUpload } from '../uploads/upload.entity.js';
import { DirectUploadCompletion } from './direct-upload-completion.js';
import { DirectUploadLifecycle } from './direct-upload-lifecycle.js';
import { partSizes } from './part-sizes.js';

/** Uploads that a client sends to a bucket of S3 itself, in parts. */
@ApiTags('media')
@Controller('api/media/direct')
export class DirectUploadsController {
  constructor(
    private readonly lifecycle: DirectUploadLifecycle,
    private readonly completion: DirectUploadCompletion,
  ) {}

  /** Begins an upload that the client sends to the media storage (S3) itself, in parts. It expires after 24 hours. */
  @Post()
  @Answers(DirectUploadView, {
    status: 201,
    replayable: true,
    errors: [
      ...(['request.invalid', 'media.direct_unavailable', 'media.id_taken', 'media.too_large'] as const),
      ...(['media.daily_limit', 'plan.limit_reached', 'media.storage_unavailable'] as const),
    ],
  })
  async begin(
    @Me() { userId }: Caller,
    @Headers(IDEMPOTENCY_KEY) key: string | undefined,
    @Body() asked: DirectUploadDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { upload, replayed } = await this.lifecycle.begin(userId, { ...asked, id: chosenId(asked.id, key) });
    if (replayed) markReplayed(reply);
    return success(viewOf(upload));
  }

  /**
   * Addresses for up to 100 parts of a direct upload. Send each part with PUT to its address, with exactly `size` bytes and without a token,
   * and keep the `ETag` of the answer. Ask again for a part that failed.
   */
  @Post(':upload/parts')
  @HttpCode(200)
  @Answers(DirectPartsView, { errors: ['request.invalid', 'media.direct_unavailable', 'media.not_found'] })
  async addresses(@Me() { userId }: Caller, @Param('upload') id: string, @Body() { parts }: DirectPartsDto) {
    return success(await this.lifecycle.addresses(userId, id, parts));
  }

  /**
   * Makes the parts of a direct upload a file, to be sent with a message. The server reads it once, which takes a while for a large file. After no
   * answer, call it again: it answers the same media. If the bytes are not those that were announced, the upload is removed.
   */
  @Post(':upload/complete')
  @RouteConfig(WAITS_FOR_STORAGE)
  @Answers(MediaView, {
    status: 201,
    errors: [
      ...(['request.invalid', 'media.direct_unavailable', 'media.not_found', 'media.bytes_differ'] as const),
      ...(['media.id_taken', 'media.daily_limit', 'plan.limit_reached', 'media.storage_unavailable'] as const),
    ],
  })
  async complete(
    @Me() { userId }: Caller,
    @Param('upload') id: string,
    @Body() asked: CompleteDirectUploadDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { media, replayed } = await this.completion.complete(userId, id, asked);
    if (replayed) markReplayed(reply);
    return success(uploadView(media));
  }

  /** Ends a direct upload and removes its parts. If it is complete and was not sent, the media is removed too. */
  @Delete(':upload')
  @RouteConfig(WAITS_FOR_STORAGE)
  @Answers(null, { errors: ['media.not_found'] })
  async end(@Me() { userId }: Caller, @Param('upload') id: string) {
    await this.lifecycle.end(userId, id);
    return success();
  }
}

function viewOf({ id, mediaId, size, expiresAt }: ResumableUpload): DirectUploadView {
  return { uploadId: id, mediaId, ...partSizes(size), expiresAt: expiresAt.toISOString() };
}

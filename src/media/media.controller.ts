import { Readable } from 'node:stream';

import { Controller, Get, Headers, Param, Post, Query, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { MediaSizeDto } from '../contract/dto/media.dto.js';
import { success } from '../contract/envelope.js';
import { MediaView } from '../contract/views/message.view.js';
import { AppError } from '../platform/errors/app-error.js';
import { Answers, Fails } from '../platform/http/docs/answers.js';
import { AcceptsMediaToken, type Caller, Me } from '../platform/http/caller.js';
import { IDEMPOTENCY_KEY, markReplayed } from '../platform/http/input/idempotency.js';
import { STREAMS_ANSWER, STREAMS_BODY } from '../platform/http/bodies/streamed.js';
import { MediaAccess } from './media-library.js';
import { deliveryOf, redirectHeaders, servedAs, servedObject } from './media-delivery.js';
import { uploadView } from './media-view.js';
import { MediaStorage } from './storage/media-storage.js';
import { Uploads } from './uploads/uploads.js';

const BINARY = { type: 'string', format: 'binary' };
const FILE = { '*/*': { schema: BINARY } };

@ApiTags('media')
@Controller('api/media')
export class MediaController {
  constructor(
    private readonly uploads: Uploads,
    private readonly access: MediaAccess,
    private readonly storage: MediaStorage,
  ) {}

  /** Uploads a file, to be sent with a message later. An upload that is not sent is removed after 24 hours. */
  @Post()
  @RouteConfig(STREAMS_BODY)
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['media'],
      properties: { media: BINARY, id: { type: 'string', format: 'uuid' } },
    },
  })
  @Answers(MediaView, {
    status: 201,
    replayable: true,
    errors: [
      ...(['request.invalid', 'request.malformed', 'media.id_taken'] as const),
      ...(['media.too_large', 'media.daily_limit', 'plan.limit_reached'] as const),
      ...(['media.unsupported', 'media.storage_unavailable'] as const),
    ],
  })
  async upload(
    @Me() me: Caller,
    @Headers(IDEMPOTENCY_KEY) key: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { media, replayed } = await this.uploads.receiveOne(request, me, key);
    if (replayed) markReplayed(reply);
    return success(uploadView(media));
  }

  /** Describes an upload, for everybody who may read it. */
  @Get(':media/info')
  @Answers(MediaView, { errors: ['media.not_found'] })
  async describe(@Me() me: Caller, @Param('media') mediaId: string) {
    return success(uploadView(await this.access.open(me.userId, mediaId)));
  }

  /**
   * Reads an upload. Its owner may, and everybody in a chat that has a message with it; a picture of a person may be read by everybody whom
   * that person has not blocked. `?t=<mediaToken>` replaces the header.
   */
  @Get(':media')
  @RouteConfig(STREAMS_ANSWER)
  @AcceptsMediaToken()
  @ApiResponse({ status: 200, description: 'the file', content: FILE })
  @ApiResponse({ status: 206, description: 'the part asked for with Range', content: FILE })
  @ApiResponse({ status: 302, description: 'the address of the file in the storage (S3), valid for a minute' })
  @ApiResponse({ status: 304, description: 'the file is still the one of If-None-Match' })
  @Fails('media.not_found', 'media.processing', 'media.rejected', 'media.range_invalid', 'media.storage_unavailable')
  async read(
    @Me() me: Caller,
    @Param('media') mediaId: string,
    @Query() { size }: MediaSizeDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const media = servedObject(await this.access.open(me.userId, mediaId), size);
    const { status, headers, range } = deliveryOf(media, request.headers);
    if (status === 416) {
      void reply.headers(headers);
      throw new AppError('media.range_invalid', { params: { size: media.size } });
    }
    const isRead = range !== null && request.method !== 'HEAD';
    const address = isRead ? await this.storage.addressOf(media.id, servedAs(media)) : null;
    if (address !== null) {
      await reply.status(302).headers(redirectHeaders(address)).send();
      return;
    }
    const bytes = isRead ? await this.storage.open(media.id, range) : Readable.from([]);
    await reply.status(status).headers(headers).send(bytes);
  }
}

import type { IncomingHttpHeaders } from 'node:http';

import { Controller, Delete, Head, HttpCode, Options, Param, Patch, Post, Req, Res, UseGuards } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiExcludeEndpoint, ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Config } from '../../platform/config/config.js';
import { AppError } from '../../platform/errors/app-error.js';
import { hasBody } from '../../platform/http/bodies/bodies.js';
import { STREAMS_RAW } from '../../platform/http/bodies/streamed.js';
import { type Caller, Me, Public } from '../../platform/http/caller.js';
import { Fails } from '../../platform/http/docs/answers.js';
import { UploadAllowance } from '../uploads/upload-allowance.js';
import type { ResumableUpload } from '../uploads/upload.entity.js';
import { largestFile } from '../uploads/upload-limits.js';
import { ResumableUploads } from './resumable-uploads.js';
import { SpeaksTus } from './speaks-tus.guard.js';
import { MEDIA_ID, Tus, TUS_VERSION, type TusAnswer, UPLOADS } from './tus.js';

const VERSION = { name: 'Tus-Resumable', required: true, schema: { type: 'string', enum: [TUS_VERSION] } };
const LENGTH = { name: 'Upload-Length', required: true, schema: { type: 'string', pattern: '^\\d+$' } };
const OFFSET = { name: 'Upload-Offset', required: true, schema: { type: 'string', pattern: '^\\d+$' } };
const METADATA = {
  name: 'Upload-Metadata',
  required: false,
  description:
    'Pairs of a key and a text in base64. Known keys: filename, filetype, and id, which becomes the id of the media.',
  schema: { type: 'string' },
};
/** Browsers ask before they call from another origin, and clients of tus ask too, without the headers of browsers. */
const WITH_PREFLIGHT = { cors: { strictPreflight: false, preflightContinue: true } };
const PLACE = { Location: { description: 'the address of the upload', schema: { type: 'string' } } };

/** Resumable uploads by the tus protocol 1.0.0. When the last byte has arrived, the answer names the media in `Upload-Media-Id`. */
@ApiTags('media')
@Controller('api/media/uploads')
export class ResumableUploadsController {
  constructor(
    private readonly uploads: ResumableUploads,
    private readonly tus: Tus,
    private readonly allowance: UploadAllowance,
    private readonly config: Config,
  ) {}

  /** What the server can do of the protocol. The plan of a user may allow smaller files than `Tus-Max-Size`. */
  @Options(['', ':upload'])
  @Public()
  @RouteConfig(WITH_PREFLIGHT)
  @ApiExcludeEndpoint()
  async describe(@Res() reply: FastifyReply): Promise<void> {
    const abilities = { 'Tus-Version': TUS_VERSION, 'Tus-Extension': this.uploads.pieces.extensions.join(',') };
    const headers = { 'Tus-Resumable': TUS_VERSION, ...abilities, 'Tus-Max-Size': String(largestFile(this.config)) };
    await send(reply, { status: 204, headers });
  }

  /**
   * Begins a resumable upload of a file. The body may be its first bytes. It expires after an hour if no byte arrives, and otherwise 24 hours
   * after its beginning. The same request with the same `id` finds the upload that it began before: `Upload-Offset` says how much has arrived.
   */
  @Post()
  @UseGuards(SpeaksTus)
  @HttpCode(201)
  @RouteConfig(STREAMS_RAW)
  @ApiHeader(VERSION)
  @ApiHeader(LENGTH)
  @ApiHeader(METADATA)
  @ApiResponse({ status: 201, description: 'the upload has begun', headers: PLACE })
  @Fails(
    ...(['request.invalid', 'request.malformed', 'media.tus_version', 'media.id_taken', 'media.too_large'] as const),
    ...(['media.daily_limit', 'plan.limit_reached', 'media.unsupported'] as const),
  )
  async begin(@Me() { userId }: Caller, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const earlier = await this.begunBefore(userId, request.headers);
    await send(reply, earlier ?? (await this.receive(request, userId)));
  }

  /** Adds bytes to a resumable upload, at the offset that the server has. */
  @Patch(':upload')
  @UseGuards(SpeaksTus)
  @HttpCode(204)
  @RouteConfig(STREAMS_RAW)
  @ApiHeader(VERSION)
  @ApiHeader(OFFSET)
  @ApiResponse({ status: 204, description: 'the bytes are stored' })
  @Fails(
    ...([
      'request.malformed',
      'media.tus_version',
      'media.not_found',
      'media.offset_conflict',
      'media.too_large',
    ] as const),
    ...(['media.id_taken', 'media.daily_limit', 'plan.limit_reached'] as const),
  )
  async append(
    @Me() { userId }: Caller,
    @Param('upload') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const upload = await this.uploads.open(userId, id);
    if (!upload.finishedAt) return send(reply, await this.receive(request, userId));
    const { status, headers } = finished(upload);
    if (hasBody(request) || Number(request.headers['upload-offset']) !== upload.size) {
      void reply.headers(headers);
      throw new AppError('media.offset_conflict');
    }
    await send(reply, { status: status === 200 ? 204 : status, headers });
  }

  /** How many bytes of a resumable upload have arrived, and the media that it has become. */
  @Head(':upload')
  @UseGuards(SpeaksTus)
  @ApiExcludeEndpoint()
  async measure(@Me() { userId }: Caller, @Param('upload') id: string, @Res() reply: FastifyReply): Promise<void> {
    const upload = await this.uploads.open(userId, id);
    await send(reply, await this.stateOf(upload));
  }

  /** Ends a resumable upload and removes its bytes. If it is complete and was not sent, the media is removed too. */
  @Delete(':upload')
  @UseGuards(SpeaksTus)
  @HttpCode(204)
  @ApiHeader(VERSION)
  @ApiResponse({ status: 204, description: 'the upload is removed' })
  @Fails('media.tus_version', 'media.not_found')
  async end(@Me() { userId }: Caller, @Param('upload') id: string, @Res() reply: FastifyReply): Promise<void> {
    const upload = await this.uploads.open(userId, id);
    if (!upload.finishedAt) await this.tus.remove(upload);
    await this.uploads.forget(upload);
    await send(reply, { status: 204, headers: {} });
  }

  /** The answer to a request that has begun its upload before. @returns null when it has not, or nothing is left of that upload */
  private async begunBefore(userId: string, headers: IncomingHttpHeaders): Promise<TusAnswer | null> {
    const [size, metadata] = [Number(headers['upload-length']), String(headers['upload-metadata'] ?? '')];
    const upload = Number.isSafeInteger(size) ? await this.uploads.begunBefore(userId, size, metadata) : null;
    if (!upload) return null;
    try {
      const { headers: state } = await this.stateOf(upload);
      return { status: 201, headers: { ...state, Location: `${UPLOADS}/${upload.id}` } };
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'media.not_found') throw error;
      // The server ended after the row and before the first piece could be stored.
      await this.uploads.forget(upload);
      return null;
    }
  }

  private async stateOf(upload: ResumableUpload): Promise<TusAnswer> {
    if (upload.finishedAt) return finished(upload);
    const { headers } = await this.tus.measure(upload);
    const expires = (await this.uploads.extend(upload.id)) ?? upload.expiresAt;
    // The server ended between the last byte and the row.
    if (headers['upload-offset'] === String(upload.size)) {
      headers[MEDIA_ID] = await this.uploads.finish(upload.id);
      await this.uploads.dropPieces(upload.id);
    }
    return { status: 200, headers: { ...headers, 'Upload-Expires': expires.toUTCString() } };
  }

  private async receive(request: FastifyRequest, userId: string): Promise<TusAnswer> {
    const leave = this.allowance.takeTusPlace(userId, request);
    try {
      return await this.tus.receive(request, userId);
    } finally {
      leave();
    }
  }
}

function finished({ size, mediaId, metadata }: ResumableUpload): TusAnswer {
  const described: Record<string, string> = metadata === '' ? {} : { 'Upload-Metadata': metadata };
  const length = String(size);
  return {
    status: 200,
    headers: { 'Upload-Offset': length, 'Upload-Length': length, [MEDIA_ID]: mediaId, ...described },
  };
}

async function send(reply: FastifyReply, { status, headers }: TusAnswer): Promise<void> {
  await reply.status(status).headers(headers).send();
}

import { PassThrough, Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';

import { Injectable } from '@nestjs/common';
import { Server } from '@tus/server';
import type { FastifyRequest } from 'fastify';

import { type ErrorOptions, AppError } from '../../platform/errors/app-error.js';
import type { ErrorCode } from '../../contract/errors.js';
import { hasBody } from '../../platform/http/bodies/bodies.js';
import { watchPace } from '../../platform/http/bodies/whole-body.js';
import { newId } from '../../platform/process/new-id.js';
import type { ResumableUpload } from '../uploads/upload.entity.js';
import { ResumableUploads } from './resumable-uploads.js';
import { UploadLocks } from './upload-locks.js';

export const TUS_VERSION = '1.0.0';
export const UPLOADS = '/api/media/uploads';
/** The header that names the file which a complete upload has become. */
export const MEDIA_ID = 'Upload-Media-Id';
const PIECE = 'application/offset+octet-stream';
/** Milliseconds in which a request ends that holds the lock of an upload, when another request of the same upload comes. */
const DRAINS_WITHIN = 1_000;
/** Milliseconds. */
const EXTENDS_EVERY = 10 * 60 * 1000;

/** One request under way. */
interface Call {
  userId: string;
  /** Why it failed. */
  failure?: unknown;
  /** Id of the upload. */
  upload?: string;
  /** Whether it finished the upload. */
  hasFinished?: boolean;
}

export interface TusAnswer {
  status: number;
  headers: Record<string, string>;
}

/** The tus protocol, by `@tus/server`. Its requests and answers are those of the web; here they become those of Fastify. */
@Injectable()
export class Tus {
  private readonly calls = new WeakMap<object, Call>();
  private readonly server: Server;

  constructor(private readonly uploads: ResumableUploads) {
    this.server = new Server({
      path: UPLOADS,
      relativeLocation: true,
      datastore: uploads.pieces,
      locker: new UploadLocks(),
      lockDrainTimeout: DRAINS_WITHIN,
      namingFunction: () => newId(),
      getFileIdFromRequest: (_request, last) => last,
      onUploadCreate: async (request, upload) => {
        const call = this.callOf(request);
        await this.uploads.begin(call.userId, upload);
        call.upload = upload.id;
        return {};
      },
      onUploadFinish: async (request, { id }) => {
        const headers = { [MEDIA_ID]: await this.uploads.finish(id) };
        this.callOf(request).hasFinished = true;
        return { headers };
      },
      onResponseError: (request, error) => {
        this.callOf(request).failure ??= error;
        return undefined;
      },
    });
  }

  /** Answers a request that begins an upload or sends a piece. @throws AppError */
  async receive(request: FastifyRequest, userId: string): Promise<TusAnswer> {
    const call: Call = { userId, upload: (request.params as { upload?: string }).upload };
    const body = hasBody(request) ? bodyOf(request, call) : null;
    const init = { method: request.method, headers: headersOf(request) };
    const sent = body && { body: Readable.toWeb(body) as ReadableStream<Uint8Array>, duplex: 'half' as const };
    const extending = setInterval(() => void this.extend(call), EXTENDS_EVERY);
    const { status, headers } = await this.handle(call, { ...init, ...sent }).finally(() => {
      clearInterval(extending);
    });
    const id = call.upload;
    if (id === undefined) throw failureOf(call, status);
    // Bytes may have arrived before a failure. Then the failure is the answer.
    const expires = await this.uploads.extend(id).catch((error: unknown) => {
      if (status < 400) throw error;
    });
    // They are removed after `handleWeb`, because `@tus/server` reads the upload once more.
    if (call.hasFinished) await this.uploads.dropPieces(id);
    if (status >= 400) throw failureOf(call, status);
    // `@tus/server` names one time for all uploads.
    if (headers['upload-expires'] && expires) headers['upload-expires'] = expires.toUTCString();
    return { status, headers };
  }

  /** Keeps an upload whose first piece takes longer than an upload without bytes is kept. A failure is repaired by the next call. */
  private async extend({ upload }: Call): Promise<void> {
    if (upload !== undefined) await this.uploads.extend(upload).catch(() => null);
  }

  /** How many bytes of an upload have arrived, as headers. Another request of the same upload that is under way ends first. @throws AppError */
  measure(upload: ResumableUpload): Promise<TusAnswer> {
    return this.ask('HEAD', upload);
  }

  /** Removes the bytes of an upload. Another request of the same upload that is under way ends first. @throws AppError */
  async remove(upload: ResumableUpload): Promise<void> {
    await this.ask('DELETE', upload);
  }

  private async ask(method: 'HEAD' | 'DELETE', { id: upload, ownerId: userId }: ResumableUpload): Promise<TusAnswer> {
    const call: Call = { userId, upload };
    const answer = await this.handle(call, { method, headers: { 'tus-resumable': TUS_VERSION } });
    if (answer.status >= 400) throw failureOf(call, answer.status);
    return answer;
  }

  private async handle(call: Call, init: RequestInit): Promise<TusAnswer> {
    const last = call.upload === undefined ? '' : `/${call.upload}`;
    const asked = new Request(`http://tus${UPLOADS}${last}`, init);
    this.calls.set(asked, call);
    const { status, headers } = await this.server.handleWeb(asked);
    return { status, headers: ownHeaders(headers) };
  }

  private callOf(request: object): Call {
    const call = this.calls.get(request);
    if (!call) throw new Error('an unknown request');
    return call;
  }
}

const PASSED_ON = [
  'tus-resumable',
  'upload-length',
  'upload-offset',
  'upload-metadata',
  'upload-defer-length',
  'upload-concat',
];

function headersOf(request: FastifyRequest): Record<string, string> {
  const passed = [...PASSED_ON, 'content-type', 'content-length'];
  const headers = passed.flatMap((name) => {
    const value = request.headers[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  // The type of an empty body is removed from every request, and the last piece of an upload may be empty.
  const type = request.method === 'PATCH' && !hasBody(request) ? [['content-type', PIECE] as const] : [];
  return Object.fromEntries([...headers, ...type]);
}

/** The body of a request. It fails when the connection breaks, and when it is too slow. */
function bodyOf({ raw }: FastifyRequest, call: Call): Readable {
  const body = new PassThrough();
  const fail = (failure: unknown): void => {
    call.failure ??= failure;
    body.destroy(failure as Error);
  };
  const stopWatching = watchPace(raw, {}, fail);
  raw.once('close', () => {
    stopWatching();
    if (!raw.complete) fail(new AppError('request.malformed'));
  });
  raw.once('error', fail);
  raw.pipe(body);
  return body;
}

/** CORS and caching are decided for all calls at one place. */
function ownHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries(
    [...headers].filter(([name]) => !/^(access-control|cache-control|content-length|connection)/.test(name)),
  );
}

const CODES: Partial<Record<number, ErrorCode>> = {
  404: 'media.not_found',
  409: 'media.offset_conflict',
  410: 'media.not_found',
  412: 'media.tus_version',
  413: 'media.too_large',
  501: 'request.invalid',
};

function failureOf({ failure }: Call, status: number): unknown {
  if (failure instanceof Error) return failure;
  const code = CODES[status] ?? (status < 500 ? 'request.malformed' : 'internal');
  return new AppError(code, status < 500 || status === 501 ? reasonOf(failure) : { cause: failure });
}

/** Errors of `@tus/server` are objects with a sentence. */
function reasonOf(failure: unknown): ErrorOptions {
  const { body } = (failure ?? {}) as { body?: unknown };
  const message = typeof body === 'string' ? body.trim() : 'a header of the tus protocol is missing or invalid';
  return { details: [{ field: 'headers', rule: 'isTus', message }] };
}

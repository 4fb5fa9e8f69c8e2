import type { IncomingMessage } from 'node:http';

import type { Multipart } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';

import { AppError } from '../errors/app-error.js';
import { NO_BOUNDARY, wrongType } from './wrong-type.js';

type PartLimits = NonNullable<NonNullable<Parameters<FastifyRequest['parts']>[0]>['limits']>;

/** Milliseconds a refused client has to finish sending, so that it reads the answer instead of a reset. */
const DRAINED_AFTER = 10_000;

/**
 * The parts of a multipart body, in the order they come; those without a name are dropped.
 * @throws AppError request.malformed, request.too_large; a file part throws them while it is read, see `wellFormed`
 */
export async function* readParts(request: FastifyRequest, limits: PartLimits): AsyncGenerator<Multipart> {
  try {
    if (!/;\s*boundary=/i.test(request.headers['content-type'] ?? '')) throw wrongType(NO_BOUNDARY);
    for await (const part of wellFormed(request.parts({ limits }))) {
      // The parser cuts what is too long; half a text is not what was sent.
      if (part.type === 'field' && part.valueTruncated) throw new AppError('request.too_large');
      if (part.fieldname) yield part;
      else if (part.type === 'file') part.file.resume();
    }
  } finally {
    drain(request.raw);
  }
}

/** Whatever the parser complains about was sent so, and is nobody's fault here: without this it would leave as one of ours. */
export async function* wellFormed<T>(source: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* source;
  } catch (cause) {
    const { statusCode } = cause as { statusCode?: number };
    throw new AppError(statusCode === 413 ? 'request.too_large' : 'request.malformed', { cause });
  }
}

/** What is left of a body nobody reads would block the connection, and the next request on it. */
function drain(request: IncomingMessage): void {
  if (request.closed) return;
  request.unpipe();
  request.resume();
  const timer = setTimeout(() => request.destroy(), DRAINED_AFTER).unref();
  request.once('close', () => clearTimeout(timer));
}

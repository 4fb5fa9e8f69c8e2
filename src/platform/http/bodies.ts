import { isUtf8 } from 'node:buffer';

import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { AppError } from '../errors/app-error.js';
import { collectForm, UNREAD_FILE } from './form.js';
import { charsetOf, inUtf8, notUtf8 } from './form-charset.js';
import { readParts } from './parts.js';
import { readFields } from './percent-encoding.js';
import { isEmptyJson } from './wrong-type.js';

/** Bytes of a JSON or form body: a message of 4,000 escaped characters fits twice. */
export const BODY_LIMIT = 128 * 1024;

/** Marks a route that reads its multipart body itself, part by part (uploads). */
export const STREAMS_BODY = { streamsBody: true };

/** JSON, urlencoded and multipart bodies are all read into the same object; an empty body is an empty object whatever its type. */
export async function acceptBodies(fastify: FastifyInstance): Promise<void> {
  await fastify.register(multipart, {
    throwFileSizeLimit: true,
    limits: { parts: 120, headerPairs: 50 },
  });
  fastify.removeContentTypeParser(['application/json', 'text/plain']);
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, readJson(fastify));
  fastify.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'buffer' }, readUrlencoded);
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    if (body.length === 0) done(null, {});
    else done(new AppError('request.unsupported_type'));
  });
  fastify.addHook('onRequest', forgetTypeOfNothing);
  fastify.addHook('preValidation', readMultipart);
}

/** What is not there has no type: clients send theirs with every call, and some are none or lack their boundary. */
function forgetTypeOfNothing({ headers }: FastifyRequest, _reply: FastifyReply, done: () => void): void {
  if (headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0) {
    delete headers['content-type'];
  }
  done();
}

function readJson(fastify: FastifyInstance) {
  const parseJson = fastify.getDefaultJsonParser('remove', 'remove');
  return (request: FastifyRequest, body: Buffer, done: (error: Error | null, body?: unknown) => void) => {
    if (body.length === 0) return done(null, {});
    if (!isUtf8(body)) return done(new AppError('request.malformed'));
    return parseJson(request, body.toString(), done);
  };
}

function readUrlencoded(
  { headers }: FastifyRequest,
  body: Buffer,
  done: (error: Error | null, body?: unknown) => void,
): void {
  try {
    if (!isUtf8(body)) throw notUtf8('');
    const text = body.toString();
    const fields = isEmptyJson(text) ? [] : readFields(text);
    done(null, collectForm(inUtf8(fields, charsetOf(headers['content-type']))));
  } catch (error) {
    done(error as Error);
  }
}

/** Reads the fields of an ordinary form. A file input in which nobody chose a file is none. */
async function readMultipart(request: FastifyRequest): Promise<void> {
  if (!request.isMultipart() || (request.routeOptions.config as Partial<typeof STREAMS_BODY>).streamsBody) return;
  const fields: [string, unknown][] = [];
  for await (const part of readParts(request, { fileSize: BODY_LIMIT })) {
    if (part.type === 'file') part.file.resume();
    if (part.type === 'field') fields.push([part.fieldname, part.value]);
    else if (part.filename) fields.push([part.fieldname, UNREAD_FILE]);
  }
  request.body = collectForm(inUtf8(fields));
}

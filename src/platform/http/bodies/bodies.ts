import { isUtf8 } from 'node:buffer';

import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { AppError } from '../../errors/app-error.js';
import { collectForm, readParts, UNREAD_FILE } from './form.js';
import { charsetOf, inUtf8, isEmptyJson, notUtf8, readFields } from './percent-encoding.js';
import { streamsBody, streamsRaw } from './streamed.js';
import { readWhole } from './whole-body.js';

/** Maximum bytes of a JSON or form body: twice as much as a message of 4,000 escaped characters needs. */
export const BODY_LIMIT = 128 * 1024;
/** Maximum bytes of a body of a public call: an e-mail, a password, a name. */
export const PUBLIC_BODY_LIMIT = 16 * 1024;

/** Maximum bytes of a body of the server API: a batch of 100 messages of 4,000 characters, few of them escaped. */
export const SERVER_BODY_LIMIT = 2 * 1024 * 1024;

/** Makes Fastify leave bodies unread. `BodyGuard` reads them when the caller is known. */
export async function acceptBodies(fastify: FastifyInstance): Promise<void> {
  await fastify.register(multipart, {
    throwFileSizeLimit: true,
    limits: { parts: 120, headerPairs: 50 },
  });
  fastify.removeContentTypeParser(['application/json', 'text/plain']);
  fastify.addContentTypeParser('*', (_request, _payload, done) => done(null));
  fastify.addHook('onRequest', forgetTypeOfNothing);
}

/** The Content-Type of an empty body is ignored: clients send one with every call, and it may be invalid or lack its boundary. */
function forgetTypeOfNothing(request: FastifyRequest, _reply: FastifyReply, done: () => void): void {
  if (!hasBody(request)) delete request.headers['content-type'];
  done();
}

export const hasBody = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/**
 * Reads a JSON, urlencoded or multipart body into an object. An empty body is an empty object, whatever its type.
 * @param limit bytes of the whole body
 * @returns undefined for a body that the call reads itself
 * @throws AppError request.malformed, request.too_large, request.timeout, request.unsupported_type
 */
export async function readBody(request: FastifyRequest, limit: number): Promise<unknown> {
  if (streamsRaw(request)) return undefined;
  if (request.isMultipart()) return streamsBody(request) ? undefined : readMultipart(request, limit);
  const body = await readWhole(request.raw, limit);
  if (body.length === 0) return {};
  const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (type === 'application/json') return readJson(request, body);
  if (type === 'application/x-www-form-urlencoded') return readUrlencoded(request, body);
  throw new AppError('request.unsupported_type');
}

/** Keys such as `__proto__` are removed. */
function readJson(request: FastifyRequest, body: Buffer): Promise<unknown> {
  if (!isUtf8(body)) throw new AppError('request.malformed');
  const parse = request.server.getDefaultJsonParser('remove', 'remove');
  return new Promise((resolve, reject) => {
    void parse(request, body.toString(), (error, value) => (error ? reject(error) : resolve(value)));
  });
}

function readUrlencoded({ headers }: FastifyRequest, body: Buffer): Record<string, unknown> {
  if (!isUtf8(body)) throw notUtf8('');
  const text = body.toString();
  const fields = isEmptyJson(text) ? [] : readFields(text);
  return collectForm(inUtf8(fields, charsetOf(headers['content-type'])));
}

/** Reads the fields of a form without uploads. A file input without a chosen file is left out. */
async function readMultipart(request: FastifyRequest, limit: number): Promise<Record<string, unknown>> {
  const fields: [string, unknown][] = [];
  for await (const part of readParts(request, { fileSize: limit, total: limit })) {
    if (part.type === 'file') part.file.resume();
    if (part.type === 'field') fields.push([part.fieldname, part.value]);
    else if (part.filename) fields.push([part.fieldname, UNREAD_FILE]);
  }
  return collectForm(inUtf8(fields));
}

import { createHash } from 'node:crypto';

import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { FastifyReply } from 'fastify';

import type { KeyedRequest } from '../../database/once.js';
import { invalid } from '../../errors/app-error.js';
import { APP_USER_ID } from '../../../contract/app-user.js';
import type { CallerRequest } from '../caller.js';

/** The header in which a client may send an id instead of in the body. */
export const IDEMPOTENCY_KEY = 'idempotency-key';

/**
 * The id that a client chose in the body or in the header.
 * @throws AppError request.invalid when the header is no UUID or differs from the body
 */
export function chosenId(inBody: string | undefined, header: string | undefined): string | undefined {
  if (header === undefined || header === '') return inBody;
  const id = header.toLowerCase();
  if (!isUUID(id)) throw invalid('Idempotency-Key', 'isUuid', 'Idempotency-Key must be a UUID here: it becomes the id');
  if (inBody !== undefined && inBody !== id) {
    throw invalid('id', 'sameAsKey', 'id and Idempotency-Key must be the same when both are given');
  }
  return id;
}

/** Sets the header that marks this as the answer of an earlier request. */
export function markReplayed(reply: FastifyReply): void {
  void reply.header('Idempotent-Replayed', 'true');
}

const LONGEST = 255;
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

/**
 * A parameter decorator: the key and the hash of a call with an `Idempotency-Key`, for `Once`; null without the header. All callers of the
 * server API share their keys, so that a retry with a rotated API key gets the first answer.
 * @throws AppError request.invalid when the key is too long or has control characters
 */
export const Keyed = createParamDecorator((_: unknown, context: ExecutionContext): KeyedRequest | null => {
  const http = context.switchToHttp();
  const request = http.getRequest<CallerRequest>();
  const key = request.headers[IDEMPOTENCY_KEY];
  const userId = request.user?.userId ?? (request.app && APP_USER_ID);
  if (userId === undefined) throw new Error('@Keyed() on a public route');
  if (typeof key !== 'string' || key === '') return null;
  if (key.length > LONGEST || CONTROL.test(key)) {
    throw invalid('Idempotency-Key', 'isKey', `Idempotency-Key must have 1 to ${LONGEST} characters, none of control`);
  }
  const replayed = () => markReplayed(http.getResponse<FastifyReply>());
  return { userId, key, hash: hashOf(request), replayed };
});

/** A hash of everything that decides what the call does. */
function hashOf({ method, routeOptions, params, body }: CallerRequest): Buffer {
  const asked = [method, routeOptions.url, JSON.stringify(params, inOneCase), body ?? {}];
  return createHash('sha256').update(JSON.stringify(asked)).digest();
}

/** The letter case of our own ids does not count. It does in ids that an app chose: `Bob` and `bob` are two people. */
function inOneCase(name: string, value: unknown): unknown {
  return typeof value === 'string' && name !== 'externalId' && isUUID(value) ? value.toLowerCase() : value;
}

import { createHash } from 'node:crypto';

import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

import type { KeyedRequest } from '../../database/once.js';
import { invalid } from '../../errors/app-error.js';
import type { CallerRequest } from '../caller.js';
import { IDEMPOTENCY_KEY, markReplayed } from './idempotency.js';

const LONGEST = 255;
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

/**
 * The call as one that may be repeated, when its `Idempotency-Key` says so; else null. For `Once`.
 * @throws AppError request.invalid when the key is too long or no plain text
 */
export const Keyed = createParamDecorator((_: unknown, context: ExecutionContext): KeyedRequest | null => {
  const http = context.switchToHttp();
  const request = http.getRequest<CallerRequest>();
  const key = request.headers[IDEMPOTENCY_KEY];
  if (!request.user) throw new Error('@Keyed() on a public route');
  if (typeof key !== 'string' || key === '') return null;
  if (key.length > LONGEST || CONTROL.test(key)) {
    throw invalid('Idempotency-Key', 'isKey', `Idempotency-Key must have 1 to ${LONGEST} characters, none of control`);
  }
  const replayed = () => markReplayed(http.getResponse<FastifyReply>());
  return { userId: request.user.userId, key, hash: hashOf(request), replayed };
});

/** Of what decides what the call does: ids count in any letter case, as they do everywhere. */
function hashOf({ method, routeOptions, params, body }: CallerRequest): Buffer {
  const asked = [method, routeOptions.url, JSON.stringify(params).toLowerCase(), body ?? {}];
  return createHash('sha256').update(JSON.stringify(asked)).digest();
}

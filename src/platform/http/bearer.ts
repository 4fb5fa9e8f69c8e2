import { createHash, timingSafeEqual } from 'node:crypto';

import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

import { AppError } from '../errors/app-error.js';

/** Requires a fixed Bearer token. @throws AppError auth.token_missing, auth.token_invalid */
export function requireBearer(context: ExecutionContext, token: string): void {
  const { authorization } = context.switchToHttp().getRequest<FastifyRequest>().headers;
  if (authorization === undefined) throw new AppError('auth.token_missing');
  if (!isSame(authorization, `Bearer ${token}`)) throw new AppError('auth.token_invalid');
}

/** Compares in constant time. */
function isSame(given: string, right: string): boolean {
  const [a, b] = [given, right].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(a as Buffer, b as Buffer);
}

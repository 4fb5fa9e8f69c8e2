import { createHash, timingSafeEqual } from 'node:crypto';

import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

import { Config } from '../config/config.js';
import { AppError } from '../errors/app-error.js';

/** Requires a fixed Bearer token. @throws AppError auth.token_missing, auth.token_invalid */
export function requireBearer(context: ExecutionContext, token: string): void {
  const { authorization } = context.switchToHttp().getRequest<FastifyRequest>().headers;
  if (authorization === undefined) throw new AppError('auth.token_missing');
  if (!isSame(authorization, `Bearer ${token}`)) throw new AppError('auth.token_invalid');
}

/** Compares in constant time. */
export function isSame(given: string, right: string): boolean {
  const [a, b] = [given, right].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(a as Buffer, b as Buffer);
}

/** Requires OPERATOR_TOKEN. When it is not configured, the route answers `route.not_found`. */
@Injectable()
export class OperatorGuard implements CanActivate {
  constructor(private readonly config: Config) {}

  canActivate(context: ExecutionContext): boolean {
    const { OPERATOR_TOKEN } = this.config;
    if (OPERATOR_TOKEN === undefined) throw new AppError('route.not_found');
    requireBearer(context, OPERATOR_TOKEN);
    return true;
  }
}

import { createHash, timingSafeEqual } from 'node:crypto';

import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

import { Config } from '../config/config.js';
import { AppError } from '../errors/app-error.js';

/** Lets in who has the operators' token; where none is configured there is no such call. */
@Injectable()
export class OperatorGuard implements CanActivate {
  constructor(private readonly config: Config) {}

  canActivate(context: ExecutionContext): boolean {
    const { OPERATOR_TOKEN } = this.config;
    if (OPERATOR_TOKEN === undefined) throw new AppError('route.not_found');
    const { authorization } = context.switchToHttp().getRequest<FastifyRequest>().headers;
    if (authorization === undefined) throw new AppError('auth.token_missing');
    if (!isSame(authorization, `Bearer ${OPERATOR_TOKEN}`)) throw new AppError('auth.token_invalid');
    return true;
  }
}

/** In the same time wherever they differ. */
function isSame(given: string, right: string): boolean {
  const [a, b] = [given, right].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(a as Buffer, b as Buffer);
}

import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';

import { Config } from '../config/config.js';
import { AppError } from '../errors/app-error.js';
import { requireBearer } from './bearer.js';

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

import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';

import { Config } from '../platform/config/config.js';
import { requireBearer } from '../platform/http/bearer.js';

/** Requires METRICS_TOKEN when it is configured. */
@Injectable()
export class MetricsGuard implements CanActivate {
  constructor(private readonly config: Config) {}

  canActivate(context: ExecutionContext): boolean {
    const { METRICS_TOKEN } = this.config;
    if (METRICS_TOKEN !== undefined) requireBearer(context, METRICS_TOKEN);
    return true;
  }
}

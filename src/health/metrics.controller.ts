import {
  type CanActivate,
  Controller,
  type ExecutionContext,
  Get,
  Header,
  Injectable,
  UseGuards,
} from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Registry } from 'prom-client';

import { Config } from '../platform/config/config.js';
import { requireBearer } from '../platform/http/bearer.js';
import { Fails } from '../platform/http/docs/answers.js';
import { Public } from '../platform/http/caller.js';
import { Metrics } from '../platform/metrics/metrics.js';

/** Requires METRICS_TOKEN when it is configured. */
@Injectable()
class MetricsGuard implements CanActivate {
  constructor(private readonly config: Config) {}

  canActivate(context: ExecutionContext): boolean {
    const { METRICS_TOKEN } = this.config;
    if (METRICS_TOKEN !== undefined) requireBearer(context, METRICS_TOKEN);
    return true;
  }
}

/** For Prometheus. When METRICS_TOKEN is set, the request must send it. */
@Public()
@UseGuards(MetricsGuard)
@ApiTags('operations')
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  /** The metrics of this node. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @Header('Content-Type', Registry.PROMETHEUS_CONTENT_TYPE)
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' } })
  @Fails('auth.token_missing', 'auth.token_invalid')
  figures(): Promise<string> {
    return this.metrics.render();
  }
}

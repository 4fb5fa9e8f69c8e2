import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Registry } from 'prom-client';

import { Public } from '../platform/http/caller.js';
import { Metrics } from '../platform/metrics/metrics.js';

/** For Prometheus. */
@Public()
@ApiTags('operations')
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  /** The figures of this node. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @Header('Content-Type', Registry.PROMETHEUS_CONTENT_TYPE)
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' } })
  figures(): Promise<string> {
    return this.metrics.render();
  }
}

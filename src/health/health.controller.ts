import { Controller, Get, Header, Res } from '@nestjs/common';
import { HealthCheck } from '@nestjs/terminus';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Public } from '../platform/http/caller.js';
import { Readiness, type ReadyReport } from './readiness.js';

/** For load balancers and process supervisors. */
@Public()
@ApiTags('operations')
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** 200 while the process answers. It does not check the database, because a restart of this process would not repair it. */
  @Get('live')
  @ApiOkResponse({ schema: { type: 'object', properties: { status: { type: 'string', enum: ['ok'] } } } })
  @Header('Cache-Control', 'no-store')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** 200 when this node can take calls, 503 with the failed part when not. `degraded` is 200: Redis is away, and everything still works. */
  @Get('ready')
  @HealthCheck()
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadyReport> {
    const report = await this.readiness.report();
    void reply.status(report.status === 'ok' || report.status === 'degraded' ? 200 : 503);
    return report;
  }
}

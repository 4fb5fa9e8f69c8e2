import {
  type CanActivate,
  Controller,
  type ExecutionContext,
  Get,
  Header,
  Injectable,
  Res,
  UseGuards,
} from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { HealthCheck } from '@nestjs/terminus';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Registry } from 'prom-client';

import { Config } from '../platform/config/config.js';
import { AppError } from '../platform/errors/app-error.js';
import { Public } from '../platform/http/caller.js';
import { Fails } from '../platform/http/docs/answers.js';
import { OperatorCall, isBearer } from '../platform/http/operator.guard.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { Guesses } from '../platform/rates/guesses.js';
import { Consistency, type ConsistencyReport } from './consistency.js';
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

/** For operators. */
@OperatorCall()
@ApiTags('operations')
@Controller('health/consistency')
export class ConsistencyController {
  constructor(private readonly consistency: Consistency) {}

  /** Checks samples of what must always be true. The answer is 200 also when a check fails: `status` says so. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({
    schema: {
      type: 'object',
      properties: { status: { type: 'string', enum: ['kept', 'violated', 'unknown'] }, checks: { type: 'object' } },
    },
  })
  @Fails('auth.token_missing', 'auth.token_invalid', 'auth.token_expired', 'auth.session_revoked', 'route.not_found')
  report(): Promise<ConsistencyReport> {
    return this.consistency.report();
  }
}

/** Requires METRICS_TOKEN when it is configured. */
@Injectable()
class MetricsGuard implements CanActivate {
  constructor(
    private readonly config: Config,
    private readonly guesses: Guesses,
  ) {}

  /** @throws AppError auth.token_missing, auth.token_invalid, rate.limited */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { METRICS_TOKEN: token } = this.config;
    if (token === undefined) return true;
    const { headers, ip } = context.switchToHttp().getRequest<FastifyRequest>();
    const { authorization } = headers;
    if (authorization === undefined) throw new AppError('auth.token_missing');
    const isRight = await this.guesses.check('METRICS_TOKEN', ip, () => isBearer(authorization, token));
    if (!isRight) throw new AppError('auth.token_invalid');
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

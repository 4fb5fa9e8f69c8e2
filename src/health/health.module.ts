import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';

import { Consistency } from './consistency.js';
import { ConsistencyController } from './consistency.controller.js';
import { DatabaseChecks } from './database-checks.js';
import { HealthController } from './health.controller.js';
import { MetricsController } from './metrics.controller.js';
import { Readiness } from './readiness.js';

/** Liveness, readiness, consistency checks and metrics of a node. All of it may change here without looking elsewhere. */
@Module({
  imports: [TerminusModule],
  controllers: [ConsistencyController, HealthController, MetricsController],
  providers: [Consistency, DatabaseChecks, Readiness],
})
export class HealthModule {}

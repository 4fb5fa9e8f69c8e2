import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';

import { Consistency } from './consistency.js';
import { ConsistencyController, HealthController, MetricsController } from './health.controller.js';
import { DatabaseChecks, Readiness } from './readiness.js';

/** Liveness, readiness, consistency checks and metrics of a node. All of it may change here without looking elsewhere. */
@Module({
  imports: [TerminusModule],
  controllers: [ConsistencyController, HealthController, MetricsController],
  providers: [Consistency, DatabaseChecks, Readiness],
})
export class HealthModule {}

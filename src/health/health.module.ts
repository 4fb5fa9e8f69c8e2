import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';

import { Consistency } from './consistency.js';
import { ConsistencyController } from './consistency.controller.js';
import { DatabaseChecks } from './database-checks.js';
import { HealthController } from './health.controller.js';
import { MetricsController } from './metrics.controller.js';
import { Readiness } from './readiness.js';

/** Says whether the node lives, whether it is ready, and how it fares. */
@Module({
  imports: [TerminusModule],
  controllers: [ConsistencyController, HealthController, MetricsController],
  providers: [Consistency, DatabaseChecks, Readiness],
})
export class HealthModule {}

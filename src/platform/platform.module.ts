import { type DynamicModule, Global, Module } from '@nestjs/common';

import { Config } from './config/config.js';
import { ConsistencyChecks } from './consistency-checks.js';
import { Drain } from './drain.js';
import { EventBus } from './events/event-bus.js';
import { FailureGuard } from './failure-guard.js';
import { HealthChecks } from './health-checks.js';
import { Metrics } from './metrics/metrics.js';

/** What every feature uses: settings, events, checks, metrics. */
@Global()
@Module({})
export class PlatformModule {
  static of(config: Config): DynamicModule {
    const providers = [
      { provide: Config, useValue: config },
      ConsistencyChecks,
      Drain,
      EventBus,
      FailureGuard,
      HealthChecks,
      Metrics,
    ];
    return { module: PlatformModule, providers, exports: providers };
  }
}

import { Global, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { Config } from '../config/config.js';
import { namespaceOf } from '../database/epoch.js';
import { FailureGuard } from '../failure-guard.js';
import { HealthChecks } from '../health-checks.js';
import { RedisLink } from './redis-link.js';

/** Provides a RedisLink, or null when REDIS_URL is not set and there is one node. */
@Global()
@Module({
  providers: [
    {
      provide: RedisLink,
      inject: [Config, DataSource, HealthChecks, FailureGuard],
      useFactory: async ({ REDIS_URL }: Config, database: DataSource, checks: HealthChecks, guard: FailureGuard) =>
        REDIS_URL === undefined ? null : new RedisLink(REDIS_URL, await namespaceOf(database), checks, guard),
    },
  ],
  exports: [RedisLink],
})
export class RedisModule {}

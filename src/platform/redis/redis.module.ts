import { Global, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { Config } from '../config/config.js';
import { namespaceOf } from '../database/epoch.js';
import { HealthChecks } from '../health-checks.js';
import { RedisLink } from './redis-link.js';

/** Gives a RedisLink, or null where REDIS_URL is not set and there is one node. */
@Global()
@Module({
  providers: [
    {
      provide: RedisLink,
      inject: [Config, DataSource, HealthChecks],
      useFactory: async (config: Config, database: DataSource, checks: HealthChecks) =>
        config.REDIS_URL === undefined ? null : new RedisLink(config.REDIS_URL, await namespaceOf(database), checks),
    },
  ],
  exports: [RedisLink],
})
export class RedisModule {}

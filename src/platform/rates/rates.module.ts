import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ThrottlerModule } from '@nestjs/throttler';

import { Config } from '../config/config.js';
import { RedisLink } from '../redis/redis-link.js';
import { Budgets } from './budgets.js';
import { RateGuard } from './rate.guard.js';
import { budgets, rateLimits } from './rate-limits.js';

/** Rate limits: calls per minute, and budgets for rarer events. */
@Global()
@Module({
  imports: [ThrottlerModule.forRootAsync({ inject: [Config, RedisLink], useFactory: rateLimits })],
  providers: [
    { provide: APP_GUARD, useClass: RateGuard },
    { provide: Budgets, inject: [Config, RedisLink], useFactory: budgets },
  ],
  exports: [Budgets],
})
export class RatesModule {}

import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ThrottlerModule } from '@nestjs/throttler';

import { Config } from '../config/config.js';
import { RedisLink } from '../redis/redis-link.js';
import { Budgets } from './budgets.js';
import { RateGuard } from './rate.guard.js';
import { budgets, rateLimits } from './rate-limits.js';

/** How often what may happen: calls in windows of a minute, and budgets for what is rarer. */
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

import { type ExecutionContext, Global, Injectable, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ThrottlerGuard, type ThrottlerLimitDetail, ThrottlerModule } from '@nestjs/throttler';

import { Config } from '../config/config.js';
import { AppError } from '../errors/app-error.js';
import { RedisLink } from '../redis/redis-link.js';
import { Budgets } from './budgets.js';
import { budgets, rateLimits } from './rate-limits.js';

/** Refuses calls beyond the limit with `rate.limited`. */
@Injectable()
class RateGuard extends ThrottlerGuard {
  protected override throwThrottlingException(
    _: ExecutionContext,
    { limit, timeToBlockExpire }: ThrottlerLimitDetail,
  ): never {
    throw new AppError('rate.limited', { retryAfter: timeToBlockExpire, params: { limit, per: 'minute' } });
  }
}

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

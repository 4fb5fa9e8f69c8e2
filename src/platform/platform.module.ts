import { type DynamicModule, type ExecutionContext, Global, Injectable, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import {
  ThrottlerGuard,
  type ThrottlerLimitDetail,
  ThrottlerModule,
  type ThrottlerModuleOptions,
} from '@nestjs/throttler';
import { DataSource } from 'typeorm';

import { ConsistencyChecks, HealthChecks } from './health/checks.js';
import { LockWaits } from './concurrency/lock-waits.js';
import { Config } from './config/config.js';
import { namespaceOf } from './database/epoch.js';
import { Drain } from './health/drain.js';
import { AppError } from './errors/app-error.js';
import { EventBus } from './events/event-bus.js';
import type { CallerRequest } from './http/caller.js';
import { networkOf } from './http/network.js';
import { isServerCall } from './http/server-caller.js';
import { FailureGuard } from './errors/failure-guard.js';
import { Allowances } from './load/allowances.js';
import { Load } from './load/load.js';
import { OpenRequests } from './load/open-requests.js';
import { Metrics } from './metrics/metrics.js';
import { Budgets, NoBudgets } from './rates/budgets.js';
import { Guesses } from './rates/guesses.js';
import { MemoryBudgets, MemoryRates } from './rates/memory-rates.js';
import { RedisBudgets, RedisRates } from './rates/redis-rates.js';
import { RedisLink } from './redis/redis-link.js';

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

const MINUTE = 60_000;

/** The limits for one route: of one user, and of one network where nobody is signed in. */
function rateLimits(config: Config, redis: RedisLink | null): ThrottlerModuleOptions {
  const off = config.RATE_LIMIT === 'off';
  const limit = (context: ExecutionContext): number =>
    context.switchToHttp().getRequest<CallerRequest>().user ? config.CALLS_PER_ACCOUNT : config.CALLS_PER_ADDRESS;
  return {
    throttlers: [
      {
        name: 'calls',
        ttl: MINUTE,
        limit,
        getTracker: callerOf,
        skipIf: (context) => off || isServerCall(context),
      },
    ],
    generateKey: (context, tracker, name) =>
      `${name} ${context.getClass().name}.${context.getHandler().name} ${tracker}`,
    setHeaders: false,
    storage: redis ? new RedisRates(redis) : new MemoryRates(),
  };
}

function budgets(config: Config, redis: RedisLink | null): Budgets {
  if (config.RATE_LIMIT === 'off') return new NoBudgets();
  return redis ? new RedisBudgets(redis) : new MemoryBudgets();
}

const callerOf = (request: Record<string, unknown>): string => {
  const { user, ip } = request as unknown as CallerRequest;
  return user?.userId ?? networkOf(ip);
};

/** Rate limits: calls per minute, and budgets for rarer events. */
@Global()
@Module({
  imports: [ThrottlerModule.forRootAsync({ inject: [Config, RedisLink], useFactory: rateLimits })],
  providers: [
    { provide: APP_GUARD, useClass: RateGuard },
    { provide: Budgets, inject: [Config, RedisLink], useFactory: budgets },
    Guesses,
  ],
  exports: [Budgets, Guesses],
})
export class RatesModule {}

/** Keeps a node answering when more calls come than it can carry out. */
@Global()
@Module({
  providers: [Allowances, Load, LockWaits, OpenRequests],
  exports: [Allowances, Load, LockWaits, OpenRequests],
})
export class LoadModule {}

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

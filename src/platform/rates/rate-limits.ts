import type { ThrottlerModuleOptions } from '@nestjs/throttler';

import type { Config } from '../config/config.js';
import type { CallerRequest } from '../http/caller.js';
import { networkOf } from '../http/network.js';
import type { RedisLink } from '../redis/redis-link.js';
import { type Budgets, NoBudgets } from './budgets.js';
import { MemoryBudgets, MemoryRates } from './memory-rates.js';
import { RedisBudgets, RedisRates } from './redis-rates.js';

const MINUTE = 60_000;
/** Limit for one route and one user; for public routes, one network. */
const CALLS_PER_MINUTE = 600;

export function rateLimits(config: Config, redis: RedisLink | null): ThrottlerModuleOptions {
  const off = config.RATE_LIMIT === 'off';
  return {
    throttlers: [{ name: 'calls', ttl: MINUTE, limit: CALLS_PER_MINUTE, getTracker: callerOf, skipIf: () => off }],
    generateKey: (context, tracker, name) =>
      `${name} ${context.getClass().name}.${context.getHandler().name} ${tracker}`,
    setHeaders: false,
    storage: redis ? new RedisRates(redis) : new MemoryRates(),
  };
}

export function budgets(config: Config, redis: RedisLink | null): Budgets {
  if (config.RATE_LIMIT === 'off') return new NoBudgets();
  return redis ? new RedisBudgets(redis) : new MemoryBudgets();
}

const callerOf = (request: Record<string, unknown>): string => {
  const { user, ip } = request as unknown as CallerRequest;
  return user?.userId ?? networkOf(ip);
};

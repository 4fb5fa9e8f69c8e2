import { createHash } from 'node:crypto';

import type { ThrottlerStorage } from '@nestjs/throttler';
import { firstValueFrom, from, timeout } from 'rxjs';

import { type RedisLink, RedisScript } from '../redis/redis-link.js';
import { type Allowance, Budgets } from './budgets.js';
import { MemoryBudgets, MemoryRates } from './memory-rates.js';

/** Milliseconds that a call waits to be counted in Redis. */
const TIMEOUT_MS = 250;
/** Milliseconds after a failure during which Redis is not asked. */
const RETRY_AFTER_MS = 5_000;

/** Counts in Redis if it answers in time, else in this process. */
export class RedisOrMemory {
  private retryAt = 0;

  constructor(private readonly redis: RedisLink) {}

  async count<Count>(together: () => Promise<Count>, alone: () => Promise<Count>): Promise<Count> {
    const now = performance.now();
    if (!this.redis.isUp || now < this.retryAt) return alone();
    // After a failure one call tries Redis again. The others do not wait for its result.
    if (this.retryAt > 0) this.retryAt = now + RETRY_AFTER_MS;
    try {
      const count = await firstValueFrom(from(together()).pipe(timeout(TIMEOUT_MS)));
      this.retryAt = 0;
      return count;
    } catch {
      this.retryAt = performance.now() + RETRY_AFTER_MS;
      return alone();
    }
  }
}

type Count = Awaited<ReturnType<ThrottlerStorage['increment']>>;

/** A key expires by the clock of the machine. When that was set back, the key would live too long, so its expiry is set again. */
const COUNT = `
local hits = redis.call('INCR', KEYS[1])
local left = redis.call('PTTL', KEYS[1])
if left < 0 or left > tonumber(ARGV[1]) then
  redis.call('PEXPIRE', KEYS[1], ARGV[1])
  left = tonumber(ARGV[1])
end
return {hits, left}
`;

/** Counts calls of all nodes together. While Redis is not reachable, each node counts alone with half the limit. */
export class RedisRates implements ThrottlerStorage {
  private readonly memory = new MemoryRates();
  private readonly redisOrMemory: RedisOrMemory;
  private readonly script: RedisScript<[hits: number, ms: number]>;

  constructor(private readonly redis: RedisLink) {
    this.redisOrMemory = new RedisOrMemory(redis);
    this.script = new RedisScript(redis, 'ratesCount', COUNT);
  }

  increment(key: string, ttl: number, limit: number): Promise<Count> {
    return this.redisOrMemory.count(
      () => this.together(key, ttl, limit),
      () => this.memory.increment(key, ttl, Math.max(1, Math.floor(limit / 2))),
    );
  }

  private async together(key: string, ttl: number, limit: number): Promise<Count> {
    // Keys are hashed, so that Redis has no addresses, and because they may be long.
    const name = this.redis.key(`rates:${createHash('sha256').update(key).digest('base64url')}`);
    const [totalHits, ms] = await this.script.run([name], ttl);
    const seconds = Math.ceil(ms / 1000);
    return { totalHits, timeToExpire: seconds, isBlocked: totalHits > limit, timeToBlockExpire: seconds };
  }
}

/** `at` is updated by each call. When the clock of the machine is set back, only one pause becomes longer. */
const TAKE = `
local burst, every = tonumber(ARGV[1]), tonumber(ARGV[2])
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local spent = redis.call('HMGET', KEYS[1], 'level', 'at')
local level = tonumber(spent[1] or '0')
if level > 0 then level = math.max(0, level - math.max(0, now - tonumber(spent[2])) / every) end
local wait = 0
if level + 1 <= burst then level = level + 1 else wait = math.ceil((level + 1 - burst) * every) end
redis.call('HSET', KEYS[1], 'level', tostring(level), 'at', string.format('%.3f', now))
redis.call('PEXPIRE', KEYS[1], math.ceil(level * every))
return wait
`;

const GIVE_BACK = `
local level = tonumber(redis.call('HGET', KEYS[1], 'level') or '0')
if level > 0 then redis.call('HSET', KEYS[1], 'level', tostring(math.max(0, level - 1))) end
return 0
`;

/** Budgets of all nodes together. While Redis is not reachable, each node counts alone with half the allowance. */
export class RedisBudgets extends Budgets {
  private readonly memory = new MemoryBudgets();
  private readonly redisOrMemory: RedisOrMemory;
  private readonly taking: RedisScript<number>;
  private readonly givingBack: RedisScript<number>;

  constructor(private readonly redis: RedisLink) {
    super();
    this.redisOrMemory = new RedisOrMemory(redis);
    this.taking = new RedisScript(redis, 'budgetsTake', TAKE);
    this.givingBack = new RedisScript(redis, 'budgetsGiveBack', GIVE_BACK);
  }

  take(key: string, { burst, every }: Allowance): Promise<number> {
    const half = { burst: Math.max(1, Math.floor(burst / 2)), every: every * 2 };
    return this.redisOrMemory.count(
      () => this.taking.run([this.nameOf(key)], burst, every),
      () => this.memory.take(key, half),
    );
  }

  /** Returns it in both stores, because Redis may have failed or come back since it was taken. */
  async giveBack(key: string): Promise<void> {
    await this.memory.giveBack(key);
    await this.redisOrMemory.count(
      () => this.givingBack.run([this.nameOf(key)]),
      () => Promise.resolve(0),
    );
  }

  /** Keys are hashed, so that Redis has no addresses and e-mails, and because they may be long. */
  private nameOf(key: string): string {
    return this.redis.key(`budgets:${createHash('sha256').update(key).digest('base64url')}`);
  }
}

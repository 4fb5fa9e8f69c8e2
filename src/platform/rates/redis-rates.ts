import { createHash } from 'node:crypto';

import type { ThrottlerStorage } from '@nestjs/throttler';

import type { RedisLink } from '../redis/redis-link.js';
import { RedisScript } from '../redis/redis-script.js';
import { MemoryRates } from './memory-rates.js';
import { RedisPatience } from './redis-patience.js';

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
  private readonly patience: RedisPatience;
  private readonly script: RedisScript<[hits: number, ms: number]>;

  constructor(private readonly redis: RedisLink) {
    this.patience = new RedisPatience(redis);
    this.script = new RedisScript(redis, 'ratesCount', COUNT);
  }

  increment(key: string, ttl: number, limit: number): Promise<Count> {
    return this.patience.count(
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

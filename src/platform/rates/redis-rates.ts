import { createHash } from 'node:crypto';

import type { ThrottlerStorage } from '@nestjs/throttler';
import { firstValueFrom, from, timeout } from 'rxjs';

import type { RedisLink } from '../redis/redis-link.js';
import { RedisScript } from '../redis/redis-script.js';
import { MemoryRates } from './memory-rates.js';

type Count = Awaited<ReturnType<ThrottlerStorage['increment']>>;

/** A call waits this long to be counted in Redis, */
const PATIENCE = 250;
/** and when that was in vain, the calls of this time do not even ask. */
const WITHOUT = 5_000;

const COUNT = `
local hits = redis.call('INCR', KEYS[1])
if hits == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return {hits, redis.call('PTTL', KEYS[1])}
`;

/** Counts calls for all nodes together. While Redis is away each node counts alone, at half the limit: never unlimited. */
export class RedisRates implements ThrottlerStorage {
  private readonly memory = new MemoryRates();
  private askAgain = 0;

  private readonly script: RedisScript<[hits: number, ms: number]>;

  constructor(private readonly redis: RedisLink) {
    this.script = new RedisScript(redis, 'ratesCount', COUNT);
  }

  async increment(key: string, ttl: number, limit: number): Promise<Count> {
    const now = Date.now();
    if (!this.redis.isUp || now < this.askAgain) return this.alone(key, ttl, limit);
    // After a failure one call tries it out, and the others do not wait for what it finds.
    if (this.askAgain > 0) this.askAgain = now + WITHOUT;
    try {
      const count = await this.together(key, ttl, limit);
      this.askAgain = 0;
      return count;
    } catch {
      this.askAgain = Date.now() + WITHOUT;
      return this.alone(key, ttl, limit);
    }
  }

  private async together(key: string, ttl: number, limit: number): Promise<Count> {
    // Hashed: an address and an e-mail are nobody's business in Redis, and may be long.
    const name = this.redis.key(`rates:${createHash('sha256').update(key).digest('base64url')}`);
    const [totalHits, ms] = await firstValueFrom(from(this.script.run([name], ttl)).pipe(timeout(PATIENCE)));
    const seconds = Math.ceil(ms / 1000);
    return { totalHits, timeToExpire: seconds, isBlocked: totalHits > limit, timeToBlockExpire: seconds };
  }

  private alone(key: string, ttl: number, limit: number): Promise<Count> {
    return this.memory.increment(key, ttl, Math.max(1, Math.floor(limit / 2)));
  }
}

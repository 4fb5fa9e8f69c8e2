import { firstValueFrom, from, timeout } from 'rxjs';

import type { RedisLink } from '../redis/redis-link.js';

/** Milliseconds that a call waits to be counted in Redis. */
const PATIENCE = 250;
/** Milliseconds after a failure during which Redis is not asked. */
const WITHOUT = 5_000;

/** Counts in Redis if it answers in time, else in this process. */
export class RedisPatience {
  private askAgain = 0;

  constructor(private readonly redis: RedisLink) {}

  async count<Count>(together: () => Promise<Count>, alone: () => Promise<Count>): Promise<Count> {
    const now = performance.now();
    if (!this.redis.isUp || now < this.askAgain) return alone();
    // After a failure one call tries Redis again. The others do not wait for its result.
    if (this.askAgain > 0) this.askAgain = now + WITHOUT;
    try {
      const count = await firstValueFrom(from(together()).pipe(timeout(PATIENCE)));
      this.askAgain = 0;
      return count;
    } catch {
      this.askAgain = performance.now() + WITHOUT;
      return alone();
    }
  }
}

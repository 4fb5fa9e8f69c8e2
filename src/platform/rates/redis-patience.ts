import { firstValueFrom, from, timeout } from 'rxjs';

import type { RedisLink } from '../redis/redis-link.js';

/** A call waits this long to be counted in Redis, */
const PATIENCE = 250;
/** and when that was in vain, the calls of this time do not even ask. */
const WITHOUT = 5_000;

/** Counts in Redis where it answers, else in this process. */
export class RedisPatience {
  private askAgain = 0;

  constructor(private readonly redis: RedisLink) {}

  async count<Count>(together: () => Promise<Count>, alone: () => Promise<Count>): Promise<Count> {
    const now = performance.now();
    if (!this.redis.isUp || now < this.askAgain) return alone();
    // After a failure one call tries it out, and the others do not wait for what it finds.
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

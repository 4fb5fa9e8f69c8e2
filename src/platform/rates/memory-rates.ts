import type { ThrottlerStorage } from '@nestjs/throttler';

type Count = Awaited<ReturnType<ThrottlerStorage['increment']>>;

interface Window {
  hits: number;
  endsAt: number;
}

/**
 * Counts calls in fixed windows, in this process. It uses a monotonic clock, so that setting the machine's clock locks nobody out. (The
 * library's own storage sets a timer for each call.)
 */
export class MemoryRates implements ThrottlerStorage {
  private readonly windows = new Map<string, Window>();
  private nextSweep = 0;

  increment(key: string, ttl: number, limit: number): Promise<Count> {
    const now = performance.now();
    this.forgetPast(now, ttl);
    const known = this.windows.get(key);
    const window = known && known.endsAt > now ? known : { hits: 0, endsAt: now + ttl };
    window.hits += 1;
    this.windows.set(key, window);
    const seconds = Math.ceil((window.endsAt - now) / 1000);
    const isBlocked = window.hits > limit;
    return Promise.resolve({ totalHits: window.hits, timeToExpire: seconds, isBlocked, timeToBlockExpire: seconds });
  }

  private forgetPast(now: number, ttl: number): void {
    if (now < this.nextSweep) return;
    this.nextSweep = now + ttl;
    for (const [key, { endsAt }] of this.windows) if (endsAt <= now) this.windows.delete(key);
  }
}

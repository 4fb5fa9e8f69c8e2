import type { ThrottlerStorage } from '@nestjs/throttler';
import { LRUCache } from 'lru-cache';

import { type Allowance, Budgets } from './budgets.js';

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

/** Maximum number of keys, about 20 MB. Beyond it, the least recently used ones are forgotten. */
const KEYS = 100_000;

interface Spent {
  /** How many are taken and have not come back over time. */
  level: number;
  /** When `level` was computed. */
  at: number;
}

/** Budgets of this process. They use a monotonic clock, so that setting the machine's clock locks nobody out. */
export class MemoryBudgets extends Budgets {
  private readonly spent = new LRUCache<string, Spent>({ max: KEYS });

  /** @param now milliseconds of a monotonic clock */
  constructor(private readonly now: () => number = () => performance.now()) {
    super();
  }

  take(key: string, { burst, every }: Allowance): Promise<number> {
    const at = this.now();
    const before = this.spent.get(key);
    const level = before ? Math.max(0, before.level - (at - before.at) / every) : 0;
    const isThere = level + 1 <= burst;
    this.spent.set(key, { level: isThere ? level + 1 : level, at });
    return Promise.resolve(isThere ? 0 : (level + 1 - burst) * every);
  }

  giveBack(key: string): Promise<void> {
    const spent = this.spent.get(key);
    if (spent) spent.level = Math.max(0, spent.level - 1);
    return Promise.resolve();
  }
}

import { LRUCache } from 'lru-cache';

import { type Allowance, Budgets } from './budgets.js';

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

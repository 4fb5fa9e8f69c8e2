import { LRUCache } from 'lru-cache';

import { type Allowance, Budgets } from './budgets.js';

/** Of more keys than this the ones that were used longest ago are forgotten: about 20 MB. */
const KEYS = 100_000;

interface Spent {
  /** How many were taken and have not come back by the passing of time. */
  level: number;
  /** When that was so. */
  at: number;
}

/** Budgets of this process alone. Its clock never jumps: a machine whose clock is set does not lock anybody out. */
export class MemoryBudgets extends Budgets {
  private readonly spent = new LRUCache<string, Spent>({ max: KEYS });

  /** @param now milliseconds of a clock that only goes forward */
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

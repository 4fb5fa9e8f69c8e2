import { AppError } from '../errors/app-error.js';
import { KeyedMutex } from './keyed-mutex.js';
import type { LockWaits } from './lock-waits.js';

interface Limits {
  /** How much work is under way at once, of all keys together. */
  atOnce: number;
  /** How much work of one key may wait. */
  waiting: number;
  /** Milliseconds after which work that waits is refused. */
  forMs: number;
}

/** Runs the work of one key one after the other, and limits how much waits, and how much of all keys is under way at once. */
export class Turns {
  private readonly mutex = new KeyedMutex();
  private readonly count = new Map<string, number>();
  private readonly queue: (() => void)[] = [];
  private running = 0;

  constructor(
    private readonly limits: Limits,
    private readonly waits: LockWaits,
  ) {}

  /** Runs work after all earlier work of its key. @throws AppError overloaded if too much waits, or for too long; whatever the work throws */
  async run<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.count.get(key) ?? 0;
    if (before > this.limits.waiting) throw new AppError('overloaded');
    const until = performance.now() + this.limits.forMs;
    this.count.set(key, before + 1);
    if (before > 0) this.waits.add(1);
    const begin = async (): Promise<Result> => {
      if (before > 0) this.waits.add(-1);
      await this.enter();
      try {
        if (performance.now() > until) throw new AppError('overloaded');
        return await work();
      } finally {
        this.leave();
      }
    };
    return this.mutex.run(key, begin).finally(() => this.countDown(key));
  }

  private countDown(key: string): void {
    const left = (this.count.get(key) ?? 1) - 1;
    if (left > 0) this.count.set(key, left);
    else this.count.delete(key);
  }

  private async enter(): Promise<void> {
    if (this.running < this.limits.atOnce) {
      this.running += 1;
      return;
    }
    this.waits.add(1);
    await new Promise<void>((resolve) => this.queue.push(resolve));
    this.waits.add(-1);
  }

  /** Gives the place to the next, if one waits. */
  private leave(): void {
    const next = this.queue.shift();
    if (next) next();
    else this.running -= 1;
  }
}

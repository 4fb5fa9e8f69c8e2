import { AppError } from '../errors/app-error.js';

/** Milliseconds between two looks. */
const LOOK_EVERY = 250;

interface Waiting {
  until: number;
  reject: (error: AppError) => void;
}

/** Refuses what takes too long; the work goes on, and nobody hears of it. One timer for all of it: one for each call was measured to cost more. */
export class Deadline {
  /** In the order of their time, because all have equally long. */
  private readonly waiting = new Set<Waiting>();
  private timer?: NodeJS.Timeout;

  /** @param within milliseconds */
  constructor(private readonly within: number) {}

  /** @throws AppError overloaded when it is late, up to a quarter of a second after that; whatever the work throws */
  for<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const waiting = { until: performance.now() + this.within, reject };
      this.waiting.add(waiting);
      this.timer ??= setInterval(() => this.refuseLate(), LOOK_EVERY).unref();
      const settle = <Value>(how: (value: Value) => void) => {
        return (value: Value): void => {
          this.waiting.delete(waiting);
          how(value);
        };
      };
      work.then(settle(resolve), settle(reject));
    });
  }

  private refuseLate(): void {
    const now = performance.now();
    for (const waiting of this.waiting) {
      if (waiting.until > now) break;
      this.waiting.delete(waiting);
      waiting.reject(new AppError('overloaded'));
    }
    if (this.waiting.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }
}

import { AppError } from '../errors/app-error.js';

/** Milliseconds between two checks. */
const CHECK_EVERY = 250;

interface Waiting {
  until: number;
  reject: (error: AppError) => void;
}

/**
 * Refuses work that takes too long. The work itself goes on, and its result is dropped. All work shares one timer, because one timer per
 * call was measured to cost more.
 */
export class Deadline {
  /** In the order of their deadlines, because all have the same duration. */
  private readonly waiting = new Set<Waiting>();
  private timer?: NodeJS.Timeout;

  /** @param within milliseconds */
  constructor(private readonly within: number) {}

  /** Waits for work. @throws AppError overloaded at most 250 ms after the deadline; whatever the work throws */
  for<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const waiting = { until: performance.now() + this.within, reject };
      this.waiting.add(waiting);
      this.timer ??= setInterval(() => this.refuseLate(), CHECK_EVERY).unref();
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

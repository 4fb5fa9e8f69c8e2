import { AppError } from '../errors/app-error.js';

/** Limits how much work is under way at once. Other work waits for its turn, in the order of the calls and not longer than `forMs`. */
export class Slots {
  private readonly queue: (() => void)[] = [];

  constructor(
    private free: number,
    /** Milliseconds. */
    private readonly forMs: number,
  ) {}

  /** @throws AppError overloaded when no slot became free in time; whatever the work throws */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.enter();
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  private async enter(): Promise<void> {
    if (this.free > 0) {
      this.free -= 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const start = (): void => {
        clearTimeout(tooLate);
        resolve();
      };
      const tooLate = setTimeout(() => {
        this.queue.splice(this.queue.indexOf(start), 1);
        reject(new AppError('overloaded', { retryAfter: 2 }));
      }, this.forMs);
      this.queue.push(start);
    });
  }

  /** Gives the slot to the next, if one waits. */
  private leave(): void {
    const next = this.queue.shift();
    if (next) next();
    else this.free += 1;
  }
}

import { steadyNow } from '../../platform/steady-clock.js';

/** The queue holds this many. One more, and all are passed on at once. */
const MOST_WAITING = 1_000;

interface Waiting {
  pass: () => void;
  due: number;
}

/** Passes things on in their order, each not before its time. */
export class DelayQueue {
  private waiting: Waiting[] = [];
  private timer?: NodeJS.Timeout;

  put(pass: () => void, delayMs: number): void {
    if (delayMs === 0 && this.waiting.length === 0) return pass();
    this.waiting.push({ pass, due: steadyNow() + delayMs });
    if (this.waiting.length > MOST_WAITING) this.flush();
    else if (this.waiting.length === 1) this.wait(delayMs);
  }

  /** Passes everything on now. */
  flush(): void {
    const all = this.waiting;
    this.clear();
    for (const { pass } of all) pass();
  }

  /** Drops everything that waits. */
  clear(): void {
    clearTimeout(this.timer);
    this.waiting = [];
  }

  private wait(ms: number): void {
    this.timer = setTimeout(() => this.release(), ms);
  }

  private release(): void {
    for (let next = this.waiting[0]; next; next = this.waiting[0]) {
      const ms = next.due - steadyNow();
      if (ms > 0) return this.wait(ms);
      this.waiting.shift();
      next.pass();
    }
  }
}

/** Milliseconds that this work may take of one turn of the event loop; then the loop sees to everything else first. */
const OF_A_TURN = 20;
/** The same while connections come: Node accepts one in each turn, and a health check may be the last of many. */
const OF_A_HURRIED_TURN = 1;
const HURRY_FOR = 20;
const MOST_OF_A_TURN = 64;
const MOST_WAITING = 1_000;

/**
 * Hands work on as it comes while there is time in this turn of the event loop, and what is too much in later turns, in its order. Else a
 * thousand requests that come at once would all be begun before a health check or a timer has its turn.
 */
export class Turnstile {
  private readonly waiting: (() => void)[] = [];
  private begun?: number;
  private hurriedUntil = 0;
  private isScheduled = false;

  get length(): number {
    return this.waiting.length;
  }

  get isFull(): boolean {
    return this.waiting.length >= MOST_WAITING;
  }

  /** A connection was accepted: there may be more of them. */
  hurry(): void {
    this.hurriedUntil = performance.now() + HURRY_FOR;
  }

  take(work: () => void): void {
    if (this.waiting.length === 0 && this.hasTime()) return work();
    this.waiting.push(work);
    this.schedule();
  }

  /** Resolves when there is time to go on. @returns undefined when there is time now */
  turn(): Promise<void> | undefined {
    if (this.waiting.length === 0 && this.hasTime()) return undefined;
    return new Promise((resolve) => this.take(resolve));
  }

  /** A turn is over when what was begun with `setImmediate` in it runs. */
  private hasTime(): boolean {
    const now = performance.now();
    if (this.begun === undefined) {
      this.begun = now;
      setImmediate(() => (this.begun = undefined));
    }
    return now - this.begun < (now < this.hurriedUntil ? OF_A_HURRIED_TURN : OF_A_TURN);
  }

  /** Each in an immediate of its own: between two of them Node carries out what the first has set off. */
  private schedule(): void {
    if (this.isScheduled) return;
    this.isScheduled = true;
    setImmediate(() => {
      const count = Math.min(this.waiting.length, MOST_OF_A_TURN);
      for (let step = 0; step < count; step += 1) setImmediate(() => this.step());
      setImmediate(() => {
        this.isScheduled = false;
        if (this.waiting.length > 0) this.schedule();
      });
    });
  }

  private step(): void {
    if (this.hasTime()) this.waiting.shift()?.();
  }
}

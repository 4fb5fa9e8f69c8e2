/** Milliseconds that this work may take of one turn of the event loop; then the loop sees to everything else first. */
const OF_A_TURN = 20;
/** While connections storm in: milliseconds from one call to the next, and, when that has gone on for long, of a turn. */
const APART_IN_A_STORM = 5;
const OF_A_TURN_IN_A_STORM = 1;
const MOST_OF_A_TURN = 64;
const MOST_WAITING = 1_000;

/**
 * Hands work on as it comes while there is time in this turn of the event loop, and what is too much in later turns, in its order. Else a
 * thousand requests that come at once would all be begun before a health check or a timer has its turn.
 */
export class Turnstile {
  private readonly waiting: (() => void)[] = [];
  private begun?: number;
  private readonly storm = new ConnectionStorm();
  private lastBegun = 0;
  private isScheduled = false;

  get length(): number {
    return this.waiting.length;
  }

  get isFull(): boolean {
    return this.waiting.length >= MOST_WAITING;
  }

  /** To be told of each connection that is accepted. */
  connected(): void {
    this.storm.connected();
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
    if (now - this.begun >= (this.storm.isOn(now) ? OF_A_TURN_IN_A_STORM : OF_A_TURN)) return false;
    if (this.storm.hasTheWay(now) && now - this.lastBegun < APART_IN_A_STORM) return false;
    this.lastBegun = now;
    return true;
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

/** Connections of which each comes so soon after the one before, in milliseconds, and so many of them, are a storm. */
const GAP = 20;
const MANY = 20;
/** Milliseconds of storm that are given way to; a quiet second gives back a fifth of one. */
const MOST_OF_A_STORM = 500;
const GIVEN_BACK = 0.2;

/**
 * Node accepts one connection in each turn of its event loop, and a health check may be the last of eight hundred. So while many come, turns
 * are short; but only for a while, or whoever never stops to connect would stop everybody's work.
 */
class ConnectionStorm {
  private last = 0;
  private count = 0;
  private left = MOST_OF_A_STORM;

  connected(): void {
    const now = performance.now();
    const gap = now - this.last;
    this.last = now;
    this.count = gap > GAP ? 1 : this.count + 1;
    this.left = this.count > MANY ? this.left - gap : Math.min(MOST_OF_A_STORM, this.left + gap * GIVEN_BACK);
  }

  isOn(now: number): boolean {
    return this.count > MANY && now - this.last < GAP;
  }

  hasTheWay(now: number): boolean {
    return this.isOn(now) && this.left > 0;
  }
}

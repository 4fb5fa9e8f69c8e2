/** Milliseconds that this work may take in one turn of the event loop. The rest waits until the loop has handled everything else. */
const OF_A_TURN = 20;
/**
 * The same while the node is overloaded or very many connections come. Each step of a call, such as an answer of the database, waits for a
 * turn: with long turns, accepted calls took twice as long under overload (p99).
 */
const OF_A_SHORT_TURN = 1;
/** While very many connections come: milliseconds between two calls. */
const APART_IN_A_STORM = 5;
const MOST_OF_A_TURN = 64;
const MOST_WAITING = 1_000;

/**
 * Starts work at once while there is time in this turn of the event loop, and the rest in later turns, in its order. Without it, a thousand
 * requests that come at once would all start before a health check or a timer gets its turn.
 */
export class LoopPacer {
  private readonly waiting: (() => void)[] = [];
  private begun?: number;
  private readonly storm = new ConnectionStorm();
  private lastBegun = 0;
  private isScheduled = false;

  constructor(private readonly isOverloaded = (): boolean => false) {}

  get length(): number {
    return this.waiting.length;
  }

  get isFull(): boolean {
    return this.waiting.length >= MOST_WAITING;
  }

  /** Must be called for each connection that is accepted. */
  connected(): void {
    this.storm.connected();
  }

  take(work: () => void): void {
    if (this.waiting.length === 0 && this.hasTime()) return work();
    this.waiting.push(work);
    this.schedule();
  }

  /** Resolves when there is time to continue. @returns undefined when there is time now */
  turn(): Promise<void> | undefined {
    if (this.waiting.length === 0 && this.hasTime()) return undefined;
    return new Promise((resolve) => this.take(resolve));
  }

  /** A turn of the event loop ends when a callback runs that was passed to `setImmediate` in it. */
  private hasTime(): boolean {
    const now = performance.now();
    if (this.begun === undefined) {
      this.begun = now;
      setImmediate(() => (this.begun = undefined));
    }
    const isShort = this.storm.isOn(now) || this.isOverloaded();
    if (now - this.begun >= (isShort ? OF_A_SHORT_TURN : OF_A_TURN)) return false;
    if (this.storm.hasTheWay(now) && now - this.lastBegun < APART_IN_A_STORM) return false;
    this.lastBegun = now;
    return true;
  }

  /** Each call gets an immediate of its own: between two of them Node runs the microtasks of the first. */
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

/** More than `MANY` connections, each within `GAP` milliseconds after the one before, are a storm. */
const GAP = 20;
const MANY = 20;
/** Milliseconds of a storm during which connections go first. A quiet second gives back 200 ms. */
const MOST_OF_A_STORM = 500;
const GIVEN_BACK = 0.2;

/**
 * Node accepts one connection per turn of its event loop, and a health check may be the last of 800 new connections. So turns are short while
 * many come, but only for a while: otherwise a client that never stops connecting would stop all work.
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

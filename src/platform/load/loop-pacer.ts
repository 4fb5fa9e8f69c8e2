/** Milliseconds that this work may take in one turn of the event loop. The rest waits until the loop has handled everything else. */
const OF_A_TURN = 20;
/**
 * The same while the node is overloaded or very many connections come. Each step of a call, such as an answer of the database, waits for a
 * turn: with long turns, accepted calls took twice as long under overload (p99).
 */
const OF_A_SHORT_TURN = 1;
/** While very many connections come: milliseconds between two calls. */
const APART_IN_A_STORM = 20;
const MOST_OF_A_TURN = 64;
const MOST_OF_A_SHORT_TURN = 8;
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
    if (now - this.begun >= (this.isShort(now) ? OF_A_SHORT_TURN : OF_A_TURN) || this.mustWait(now)) return false;
    this.lastBegun = now;
    return true;
  }

  private isShort(now: number): boolean {
    return this.storm.isOn(now) || this.isOverloaded();
  }

  private mustWait(now: number): boolean {
    return this.storm.hasTheWay(now) && now - this.lastBegun < APART_IN_A_STORM;
  }

  /** How many calls a turn that begins now can begin. An immediate that does nothing takes time, too: 64 of them took 2 ms of each turn. */
  private mostOfThisTurn(now: number): number {
    if (this.mustWait(now)) return 0;
    return this.isShort(now) ? MOST_OF_A_SHORT_TURN : MOST_OF_A_TURN;
  }

  /** Each call gets an immediate of its own: between two of them Node runs the microtasks of the first. */
  private schedule(): void {
    if (this.isScheduled) return;
    this.isScheduled = true;
    setImmediate(() => {
      const count = Math.min(this.waiting.length, this.mostOfThisTurn(performance.now()));
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

/** More than `MANY` connections are a storm when each came within `GAP` milliseconds after the one before, or in the next turn of the event loop. */
const GAP = 20;
const MANY = 8;
/** Milliseconds of a storm during which connections go first. A quiet second gives back 200 ms. */
const MOST_OF_A_STORM = 800;
const GIVEN_BACK = 0.2;

/**
 * Node accepts one connection per turn of its event loop, and a health check may be the last of 800 new connections. So turns are short while
 * many come, but only for a while: otherwise a client that never stops connecting would stop all work. Turns count as well as milliseconds:
 * with a limit in milliseconds alone, turns that were longer made a storm look like single connections, and so stayed long.
 */
class ConnectionStorm {
  private last = 0;
  private count = 0;
  private left = MOST_OF_A_STORM;
  /** Whether a connection was accepted in this turn or in the one before. */
  private goesOn = false;

  connected(): void {
    const now = performance.now();
    const gap = now - this.last;
    const follows = this.goesOn || gap <= GAP;
    this.last = now;
    this.count = follows ? this.count + 1 : 1;
    this.left =
      this.count > MANY ? Math.max(0, this.left - gap) : Math.min(MOST_OF_A_STORM, this.left + gap * GIVEN_BACK);
    this.goesOn = true;
    setImmediate(() => setImmediate(() => this.turnEnded(now)));
  }

  isOn(now: number): boolean {
    return this.count > MANY && (this.goesOn || now - this.last < GAP);
  }

  hasTheWay(now: number): boolean {
    return this.isOn(now) && this.left > 0;
  }

  /** @param last when the last connection came before this turn */
  private turnEnded(last: number): void {
    if (this.last === last) this.goesOn = false;
  }
}

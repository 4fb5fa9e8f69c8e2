import { LockWaits } from '../concurrency/lock-waits.js';
import { AppError } from '../errors/app-error.js';

/** Milliseconds between two measurements, and between the two that are compared. */
const EVERY = 50;
const OVER = 150;
/**
 * A shorter queue does not matter: the allowance of one user permits 600 calls at once. A queue of length `FULL` is almost full and can hardly
 * grow, so it counts as growing.
 */
const LEAST = 700;
const FULL = 900;

interface Sample {
  at: number;
  length: number;
}

/**
 * Distinguishes a queue that grows from one that shrinks. A burst makes a long queue that is then worked off. A queue that grows for a
 * while means that more calls come than the node can carry out.
 */
class Growth {
  private samples: Sample[] = [];

  /** Must be called for each new call. @param length of the queue @returns true when the queue has grown for 150 ms */
  isTooMuch(length: number): boolean {
    const before = this.sampleBefore(length);
    return before !== undefined && (length > before.length || length >= FULL);
  }

  /** @returns the measurement of 150 ms ago; undefined when the queue was short then, or when no call came for a moment */
  private sampleBefore(length: number): Sample | undefined {
    const at = performance.now();
    const last = this.samples.at(-1);
    if (length < LEAST || (last && at - last.at > 2 * EVERY)) this.samples = [];
    if (length < LEAST) return undefined;
    if (this.samples.length === 0 || (last && at - last.at >= EVERY)) this.samples.push({ at, length });
    if (this.samples.length > OVER / EVERY + 2) this.samples.shift();
    return this.samples.findLast((sample) => at - sample.at >= OVER);
  }
}

interface Waiting {
  enter: () => void;
  refuse: (error: AppError) => void;
  since: number;
}

const MOST_WAITING = 1_000;
/** Milliseconds after which waiting work is refused: normally, and while the node is overloaded. */
const MAX_WAIT_MS = 2_000;
const MAX_WAIT_WHEN_OVERLOADED_MS = 10;
/** Milliseconds for which the node counts as overloaded after its queue has grown for a while. */
const STAYS_OVERLOADED = 500;
/**
 * While the node is overloaded, the number of calls at once is adjusted so that a call takes `SLOWER` times as long as a quick one on a quiet
 * node. It never falls below the share `FEWEST`.
 */
const SLOWER = 4;
const FEWEST = 1 / 4;
const ADJUST_EVERY = 50;
/** A node is quiet while it carries out at most so many calls. */
const QUIET = 2;
const CHECK_EVERY = 50;
/** At most so many calls that wait for a lock are left out of the limit. */
const MOST_WAITS = 200;

/**
 * Limits how many calls are carried out at once, so that accepted calls stay fast under any load. A burst waits in a queue for up to two
 * seconds. When the queue only grows, waiting would make every call late: then no call waits, and one that finds no place is refused at once.
 */
export class Admission {
  private readonly queue: Waiting[] = [];
  private running = 0;
  private readonly growth = new Growth();
  private overloadedSince = 0;
  private overloadedUntil = 0;
  /** How many calls are carried out at once while the node is overloaded. */
  private fewer: number;
  private readonly fewest: number;
  /** Milliseconds that a quick call takes on a quiet node. */
  private quiet = 10;
  private took = { ms: 0, count: 0, since: 0 };
  private timer?: NodeJS.Timeout;

  /** @param atOnce how many calls are carried out at once. More would not finish earlier. Those that wait for a lock do not count. */
  constructor(
    private readonly atOnce: number,
    private readonly waits = new LockWaits(),
  ) {
    waits.onMore(() => this.admitNext());
    this.fewest = atOnce * FEWEST;
    this.fewer = atOnce / 2;
  }

  /** Whether the queue has recently grown for a while, or calls were refused because of it. */
  get isOverloaded(): boolean {
    return performance.now() < this.overloadedUntil;
  }

  /** How many calls are carried out or wait. */
  get size(): number {
    return this.working + this.queue.length;
  }

  private get working(): number {
    return this.running - Math.min(this.waits.count, MOST_WAITS);
  }

  /** Whether a call that comes now is refused. @param coming how many admitted calls come before it */
  refusesNext(coming: number): boolean {
    if (this.growth.isTooMuch(this.queue.length + coming)) this.overload();
    if (!this.isOverloaded) return this.queue.length >= MOST_WAITING;
    if (this.size + coming < this.fewer) return false;
    this.overload();
    return true;
  }

  /** Whether a call is refused that has waited for `waited` milliseconds. */
  isTooLate(waited: number): boolean {
    return waited >= (this.isOverloaded ? MAX_WAIT_WHEN_OVERLOADED_MS : MAX_WAIT_MS);
  }

  private overload(): void {
    if (!this.isOverloaded) this.overloadedSince = performance.now();
    this.overloadedUntil = performance.now() + STAYS_OVERLOADED;
  }

  private get limit(): number {
    return this.isOverloaded ? this.fewer : this.atOnce;
  }

  /** Waits for a place. @returns undefined when the call may begin at once @throws AppError overloaded */
  enter(): Promise<void> | undefined {
    if (this.queue.length === 0 && this.working < this.limit) {
      this.running += 1;
      return undefined;
    }
    if (this.queue.length >= MOST_WAITING) throw tooBusy();
    this.timer ??= setInterval(() => this.refuseLate(), CHECK_EVERY).unref();
    return new Promise((enter, refuse) => this.queue.push({ enter, refuse, since: performance.now() }));
  }

  /** Ends a call. @param ms how long it took */
  leave(ms: number): void {
    this.learn(ms);
    this.running -= 1;
    if (this.isOverloaded) this.refuseLate();
    this.admitNext();
  }

  private admitNext(): void {
    while (this.working < this.limit) {
      const next = this.queue.shift();
      if (!next) break;
      this.running += 1;
      next.enter();
    }
  }

  /** Lowers the number of calls at once when they take too long, and raises it when they do not, as TCP adjusts its window. */
  private learn(ms: number): void {
    if (this.isOverloaded) {
      // A call that began before the overload does not show the current speed.
      if (performance.now() - ms >= this.overloadedSince) this.adjust(ms);
      return;
    }
    if (this.running <= QUIET) this.quiet += (ms - this.quiet) / (ms < this.quiet ? 10 : 200);
  }

  private adjust(ms: number): void {
    const { took } = this;
    took.ms += ms;
    took.count += 1;
    const now = performance.now();
    if (now - took.since < ADJUST_EVERY) return;
    const mean = took.ms / took.count;
    if (mean <= SLOWER * this.quiet) this.fewer = Math.min(this.atOnce, this.fewer + 1);
    else if (this.fewer > this.fewest) this.fewer = Math.max(this.fewest, Math.floor(this.fewer * 0.8));
    // When the fewest calls still take that long, that is their normal duration.
    else this.quiet += (mean - this.quiet) / 100;
    this.took = { ms: 0, count: 0, since: now };
  }

  private refuseLate(): void {
    const now = performance.now();
    const count = this.queue.findIndex(({ since }) => !this.isTooLate(now - since));
    for (const { refuse } of this.queue.splice(0, count < 0 ? this.queue.length : count)) refuse(tooBusy());
    if (this.queue.length > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }
}

/** One error for each `retryAfter`: making an error, with its stack, took 4 % of the time of an overloaded node. */
const TOO_BUSY = [1, 2, 3].map((retryAfter) => new AppError('overloaded', { retryAfter }));

/** `retryAfter` is random, so that the refused clients do not all retry at the same time. */
export const tooBusy = (): AppError => TOO_BUSY[Math.floor(Math.random() * TOO_BUSY.length)] as AppError;

import { AppError } from '../errors/app-error.js';
import { Growth } from './growth.js';

interface Waiting {
  /** Those of one key enter in their order. */
  key?: string;
  enter: () => void;
  refuse: (error: AppError) => void;
  since: number;
}

const MOST_WAITING = 1_000;
/** Milliseconds after which somebody who waits is refused. */
const PATIENCE = 2_000;
/** Once the line has grown for a while, the node is overloaded, and stays so for so long: */
const STAYS_OVERLOADED = 500;
/** then as many are carried out at once as take so many times what one takes on a quiet node, and not fewer than this: */
const SLOWER = 2.5;
const FEWEST = 2;
const ADJUST_EVERY = 50;
/** and only those are let in who have waited less than this, the newest first; the others are refused. */
const FRESH = 30;
const LOOK_EVERY = 50;

/**
 * Bounds what is carried out at once, so that what is accepted stays fast however much is asked. A crowd waits in line for up to two seconds.
 * When the line only grows, serving it in order would make everybody late: the newest go first then, and the others are refused.
 */
export class Admission {
  private readonly line: Waiting[] = [];
  private running = 0;
  private readonly growth = new Growth();
  private overloadedUntil = 0;
  /** How many are carried out at once while the node is overloaded. */
  private fewer: number;
  /** What one takes on a quiet node, milliseconds. */
  private quiet = 10;
  private took = { ms: 0, count: 0, since: 0 };
  private timer?: NodeJS.Timeout;

  /** @param atOnce so many are carried out at once; more would finish no sooner */
  constructor(private readonly atOnce: number) {
    this.fewer = atOnce / 2;
  }

  private get isFull(): boolean {
    return this.line.length >= MOST_WAITING;
  }

  /** Whether the line has grown for a while, or people were refused because it had. */
  get isOverloaded(): boolean {
    return performance.now() < this.overloadedUntil;
  }

  /** Whether whoever comes next has hardly a chance: enough others wait, who came just now. */
  get isHopeless(): boolean {
    if (this.isFull) return true;
    if (!this.isOverloaded || this.freshInLine() < this.limit) return false;
    return true;
  }

  /** Somebody was refused before they came here: it goes on. */
  refusedEarly(): void {
    this.overloadedUntil = performance.now() + STAYS_OVERLOADED;
  }

  private get limit(): number {
    return this.isOverloaded ? this.fewer : this.atOnce;
  }

  /**
   * @param key what has the same key enters in its order, also where the newest go first
   * @throws AppError overloaded
   */
  enter(key?: string): Promise<void> | undefined {
    if (this.running < this.limit) {
      this.running += 1;
      return undefined;
    }
    if (this.isFull) throw tooBusy();
    const since = performance.now();
    if (this.growth.isSeenIn(this.line.length + 1)) this.overloadedUntil = since + STAYS_OVERLOADED;
    this.timer ??= setInterval(() => this.refuseLate(), LOOK_EVERY).unref();
    return new Promise((enter, refuse) => this.line.push({ key, enter, refuse, since }));
  }

  /** @param ms what it took */
  leave(ms: number): void {
    this.learn(ms);
    this.running -= 1;
    while (this.running < this.limit) {
      const next = this.next(performance.now());
      if (!next) break;
      this.running += 1;
      next.enter();
    }
  }

  /** Fewer at once when they take too long, more when they do not, like a sender on a network finds its pace. */
  private learn(ms: number): void {
    if (!this.isOverloaded) {
      if (this.running <= this.atOnce / 4) this.quiet += (ms - this.quiet) / 50;
      return;
    }
    const { took } = this;
    took.ms += ms;
    took.count += 1;
    const now = performance.now();
    if (now - took.since < ADJUST_EVERY) return;
    const isSlow = took.ms / took.count > SLOWER * this.quiet;
    this.fewer = isSlow ? Math.max(FEWEST, Math.floor(this.fewer * 0.8)) : Math.min(this.atOnce, this.fewer + 1);
    this.took = { ms: 0, count: 0, since: now };
  }

  /** How many in the line may still be let in while the node is overloaded; they are at its end. */
  private freshInLine(): number {
    const stale = performance.now() - FRESH;
    const first = this.line.findLastIndex(({ since }) => since < stale);
    return this.line.length - 1 - first;
  }

  private next(now: number): Waiting | undefined {
    if (!this.isOverloaded) return this.line.shift();
    const newest = this.line.at(-1);
    if (!newest || now - newest.since >= FRESH) return undefined;
    if (newest.key === undefined) return this.line.pop();
    const first = this.line.findIndex(({ key, since }) => key === newest.key && now - since < FRESH);
    return this.line.splice(first, 1)[0];
  }

  private refuseLate(): void {
    const late = performance.now() - (this.isOverloaded ? FRESH : PATIENCE);
    const count = this.line.findIndex(({ since }) => since > late);
    for (const { refuse } of this.line.splice(0, count < 0 ? this.line.length : count)) refuse(tooBusy());
    if (this.line.length > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }
}

/** Not the same for all, so that they do not come back together. */
const tooBusy = (): AppError => new AppError('overloaded', { retryAfter: 1 + Math.floor(Math.random() * 3) });

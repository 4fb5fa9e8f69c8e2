import { AppError } from '../errors/app-error.js';
import { Growth } from './growth.js';

interface Waiting {
  enter: () => void;
  refuse: (error: AppError) => void;
  since: number;
}

const MOST_WAITING = 1_000;
/** Milliseconds after which somebody who waits is refused; and when the node is overloaded. */
const PATIENCE = 2_000;
const PATIENCE_WHEN_OVERLOADED = 10;
/** Once the line has grown for a while, the node is overloaded, and stays so for so many milliseconds: */
const STAYS_OVERLOADED = 500;
/** then as many are carried out at once as take so many times what a quick one takes on a quiet node, and never fewer than this share. */
const SLOWER = 4;
const FEWEST = 1 / 4;
const ADJUST_EVERY = 50;
/** A node is quiet while no more than so many are carried out. */
const QUIET = 2;
const LOOK_EVERY = 50;

/**
 * Bounds what is carried out at once, so that what is accepted stays fast however much is asked. A crowd waits in line for up to two seconds.
 * When the line only grows, waiting in it would make everybody late: then nobody waits any more, and whoever finds no place is refused at once.
 */
export class Admission {
  private readonly line: Waiting[] = [];
  private running = 0;
  private readonly growth = new Growth();
  private overloadedSince = 0;
  private overloadedUntil = 0;
  /** How many are carried out at once while the node is overloaded. */
  private fewer: number;
  private readonly fewest: number;
  /** What a quick one takes on a quiet node, milliseconds. */
  private quiet = 10;
  private took = { ms: 0, count: 0, since: 0 };
  private timer?: NodeJS.Timeout;

  /** @param atOnce so many are carried out at once; more would finish no sooner */
  constructor(private readonly atOnce: number) {
    this.fewest = atOnce * FEWEST;
    this.fewer = atOnce / 2;
  }

  /** Whether the line has grown for a while lately, or people were refused because it had. */
  get isOverloaded(): boolean {
    return performance.now() < this.overloadedUntil;
  }

  /** How many are carried out or wait. */
  get size(): number {
    return this.running + this.line.length;
  }

  /** Whether somebody who comes now is refused. @param coming so many come before them */
  refusesNext(coming: number): boolean {
    if (this.growth.isTooMuch(this.line.length + coming)) this.overload();
    if (!this.isOverloaded) return this.line.length >= MOST_WAITING;
    if (this.size + coming < this.fewer) return false;
    this.overload();
    return true;
  }

  /** Whether somebody who has waited for so many milliseconds is refused. */
  isTooLate(waited: number): boolean {
    return waited >= (this.isOverloaded ? PATIENCE_WHEN_OVERLOADED : PATIENCE);
  }

  private overload(): void {
    if (!this.isOverloaded) this.overloadedSince = performance.now();
    this.overloadedUntil = performance.now() + STAYS_OVERLOADED;
  }

  private get limit(): number {
    return this.isOverloaded ? this.fewer : this.atOnce;
  }

  /** @returns undefined when it may begin at once. @throws AppError overloaded */
  enter(): Promise<void> | undefined {
    if (this.line.length === 0 && this.running < this.limit) {
      this.running += 1;
      return undefined;
    }
    if (this.line.length >= MOST_WAITING) throw tooBusy();
    this.timer ??= setInterval(() => this.refuseLate(), LOOK_EVERY).unref();
    return new Promise((enter, refuse) => this.line.push({ enter, refuse, since: performance.now() }));
  }

  /** @param ms what it took */
  leave(ms: number): void {
    this.learn(ms);
    this.running -= 1;
    if (this.isOverloaded) this.refuseLate();
    while (this.running < this.limit) {
      const next = this.line.shift();
      if (!next) break;
      this.running += 1;
      next.enter();
    }
  }

  /** Fewer at once when they take too long, more when they do not, like a sender on a network finds its pace. */
  private learn(ms: number): void {
    if (this.isOverloaded) {
      // What began in the crowd before says nothing about the pace now.
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
    // Where even the fewest take that long, it is what they take.
    else this.quiet += (mean - this.quiet) / 100;
    this.took = { ms: 0, count: 0, since: now };
  }

  private refuseLate(): void {
    const now = performance.now();
    const count = this.line.findIndex(({ since }) => !this.isTooLate(now - since));
    for (const { refuse } of this.line.splice(0, count < 0 ? this.line.length : count)) refuse(tooBusy());
    if (this.line.length > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }
}

/** Not the same for all, so that they do not come back together. */
export const tooBusy = (): AppError => new AppError('overloaded', { retryAfter: 1 + Math.floor(Math.random() * 3) });

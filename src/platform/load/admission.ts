import { AppError } from '../errors/app-error.js';

interface Waiting {
  enter: () => void;
  refuse: (error: AppError) => void;
  since: number;
}

const MOST_WAITING = 1_000;
/** Milliseconds after which somebody who waits is refused. */
const PATIENCE = 1_000;
/** Once somebody has been waiting all this time, the node is overloaded: */
const OVERLOADED_AFTER = 200;
/** then only those are let in who have waited less than this, the newest first. */
const FRESH = 30;
const LOOK_EVERY = 50;

/**
 * Bounds what is carried out at once, so that what is accepted stays fast however much is asked. A burst waits in line for up to a second.
 * When the line does not get empty, serving it in order would make everybody late: the newest go first then, and the others are refused
 * when their second is over, which also slows down clients that try again at once.
 */
export class Admission {
  private readonly line: Waiting[] = [];
  private running = 0;
  /** Since when there has been somebody in the line all the time. */
  private busySince?: number;
  private timer?: NodeJS.Timeout;

  /** @param atOnce so many are carried out at once; more would finish no sooner */
  constructor(private readonly atOnce: number) {}

  private get isFull(): boolean {
    return this.line.length >= MOST_WAITING;
  }

  /** Whether the line has not got empty for a while. */
  private get isOverloaded(): boolean {
    return this.busySince !== undefined && performance.now() - this.busySince > OVERLOADED_AFTER;
  }

  /** Whether whoever comes next has hardly a chance: enough others wait, who came just now. */
  get isHopeless(): boolean {
    return this.isFull || (this.isOverloaded && this.freshInLine() >= this.atOnce);
  }

  /** @throws AppError overloaded */
  enter(): Promise<void> | undefined {
    if (this.running < this.atOnce) {
      this.running += 1;
      return undefined;
    }
    if (this.isFull) throw tooBusy();
    const since = performance.now();
    this.busySince ??= since;
    this.timer ??= setInterval(() => this.refuseLate(), LOOK_EVERY).unref();
    return new Promise((enter, refuse) => this.line.push({ enter, refuse, since }));
  }

  leave(): void {
    const next = this.next(performance.now());
    if (next) next.enter();
    else this.running -= 1;
    if (this.line.length === 0) this.busySince = undefined;
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
    return newest && now - newest.since < FRESH ? this.line.pop() : undefined;
  }

  /** When nobody new comes and there is room again: better late than refused. */
  private letInTheRest(): void {
    while (this.running < this.atOnce / 2 && this.line.length > 0) {
      this.running += 1;
      this.line.pop()?.enter();
    }
  }

  private refuseLate(): void {
    const late = performance.now() - PATIENCE;
    const count = this.line.findIndex(({ since }) => since > late);
    for (const { refuse } of this.line.splice(0, count < 0 ? this.line.length : count)) refuse(tooBusy());
    this.letInTheRest();
    if (this.line.length > 0) return;
    this.busySince = undefined;
    clearInterval(this.timer);
    this.timer = undefined;
  }
}

/** Not the same for all, so that they do not come back together. */
const tooBusy = (): AppError => new AppError('overloaded', { retryAfter: 1 + Math.floor(Math.random() * 3) });

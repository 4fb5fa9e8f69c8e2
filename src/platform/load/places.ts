import { AppError } from '../errors/app-error.js';

interface PlaceLimits {
  /** Under way at once, of all users together. Not given: there is no such limit. */
  perNode?: number;
  /** Under way at once, of one user. */
  perPerson: number;
  /** How much work of one user may wait. */
  waiting?: number;
  /** How much work of all users together may wait. */
  waitingInAll?: number;
}

interface Waiting {
  enter: () => void;
  refuse: (error: AppError) => void;
  /** Whether the client still waits for the answer. */
  isWanted: () => boolean;
  since: number;
}

const DEFAULTS = { perNode: Infinity, waiting: 50, waitingInAll: 500 };
/** Milliseconds that work waits for a place: normally, and while the node is overloaded. */
const MAX_WAIT_MS = 3_000;
const MAX_WAIT_WHEN_OVERLOADED_MS = 10;
const CHECK_EVERY = 50;

/**
 * Limits how much work is under way at once. Work that finds no place waits, and users take turns: a user with a hundred calls waits longer
 * than one with a single call. Work is dropped in its turn when its client does not wait any more.
 */
export class Places {
  private readonly queues = new Map<string, Waiting[]>();
  private readonly running = new Map<string, number>();
  private runningInAll = 0;
  private waitingInAll = 0;
  private timer?: NodeJS.Timeout;

  private readonly limits: Required<PlaceLimits>;

  /** @param isOverloaded whether the whole node is overloaded. Then work waits only for a moment, because it would be late anyway. */
  constructor(
    limits: PlaceLimits,
    private readonly isOverloaded = (): boolean => false,
  ) {
    this.limits = { ...DEFAULTS, ...limits };
  }

  /**
   * Waits for a place. Who got one must call `leave` when the work has ended.
   * @param isWanted whether the client still waits for the answer
   * @returns undefined when there is a place at once
   * @throws AppError overloaded when too many wait, or when it waited too long
   */
  enter(person: string, isWanted: () => boolean): Promise<void> | undefined {
    if (this.hasPlaceFor(person)) {
      this.occupy(person);
      return undefined;
    }
    const queue = this.queues.get(person) ?? [];
    if (queue.length >= this.limits.waiting || this.waitingInAll >= this.limits.waitingInAll) throw tooBusy();
    return new Promise((resolve, reject) => {
      queue.push({ enter: resolve, refuse: reject, isWanted, since: performance.now() });
      this.queues.set(person, queue);
      this.waitingInAll += 1;
      this.timer ??= setInterval(() => this.refuseLate(), CHECK_EVERY).unref();
    });
  }

  /** Gives a place back, which may be taken by work that waits. */
  leave(person: string): void {
    const left = (this.running.get(person) ?? 1) - 1;
    if (left > 0) this.running.set(person, left);
    else this.running.delete(person);
    this.runningInAll -= 1;
    if (this.isOverloaded()) this.refuseLate();
    if (this.limits.perNode === Infinity) return this.startNext(person);
    for (const waiting of this.queues.keys()) {
      if (this.runningInAll >= this.limits.perNode) return;
      this.startNext(waiting);
    }
  }

  /** Starts the next work of a user, and puts the user behind the others, so that users take turns. */
  private startNext(person: string): void {
    const queue = this.queues.get(person) ?? [];
    while (queue[0] && !queue[0].isWanted()) this.take(person, queue).refuse(tooBusy());
    if (queue.length === 0 || !this.hasPlaceFor(person)) return;
    const next = this.take(person, queue);
    if (queue.length > 0) {
      this.queues.delete(person);
      this.queues.set(person, queue);
    }
    this.occupy(person);
    next.enter();
  }

  private take(person: string, queue: Waiting[]): Waiting {
    this.waitingInAll -= 1;
    const taken = queue.shift() as Waiting;
    if (queue.length === 0) this.queues.delete(person);
    return taken;
  }

  private refuseLate(): void {
    const late = performance.now() - (this.isOverloaded() ? MAX_WAIT_WHEN_OVERLOADED_MS : MAX_WAIT_MS);
    for (const [person, queue] of this.queues)
      while (queue[0] && queue[0].since <= late) this.take(person, queue).refuse(tooBusy());
    if (this.waitingInAll > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private hasPlaceFor(person: string): boolean {
    return this.runningInAll < this.limits.perNode && (this.running.get(person) ?? 0) < this.limits.perPerson;
  }

  private occupy(person: string): void {
    this.running.set(person, (this.running.get(person) ?? 0) + 1);
    this.runningInAll += 1;
  }
}

const tooBusy = (): AppError => new AppError('overloaded', { retryAfter: 2 });

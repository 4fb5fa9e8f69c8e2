import { setTimeout as pause } from 'node:timers/promises';

import { AppError } from '../errors/app-error.js';

const BATCH = 256;
const MAX_WAITING = 5_000;
/** Milliseconds that a write waits for its batch and for the database together. */
const TIMEOUT_MS = 5_000;

interface Waiting<Item, Answer> {
  item: Item;
  /** When it is refused, in milliseconds of `performance.now`. */
  until: number;
  /** Computed when the item is added: if that throws, only this item fails. */
  name: string | null;
  waitsFor: string | null;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

interface Callbacks<Item, Written, Answer> {
  /** Writes a batch in one transaction. Answers one result per item, in their order. A rejection is thrown to each caller. */
  write: (items: Item[]) => Promise<Written[]>;
  /** Makes the answer to one caller from the result, or throws. It is called right after the commit, in the order of the batch. */
  settle: (written: Written, item: Item) => Answer;
  /** An item that `waitsFor` the name of another goes into a later batch, so that it finds the other one stored. */
  name?: (item: Item) => string;
  waitsFor?: (item: Item) => string | null;
  /** Minimum milliseconds between the beginnings of two batches, for frequent writes that are not urgent. */
  every?: number;
  onBatch?: (size: number) => void;
}

/**
 * Writes that arrive while a transaction is under way wait, and the next transaction takes them together. So batches grow with the
 * load, and a single write does not wait.
 */
export class GroupCommit<Item, Written, Answer> {
  private readonly waiting: Waiting<Item, Answer>[] = [];
  /** All writes without an answer, in the order they came: the waiting ones and the batch under way. */
  private readonly unanswered = new Set<Waiting<Item, Answer>>();
  private timer?: NodeJS.Timeout;
  private writing = false;
  private lastBegan = -Infinity;

  constructor(private readonly callbacks: Callbacks<Item, Written, Answer>) {}

  /**
   * Adds a write to the next batch. It is answered within five seconds, even if the database does not answer. A write that was
   * refused for lateness may still be stored, if its batch was under way: a retry with the same id finds it.
   * @throws AppError overloaded; whatever `write` or `settle` throws
   */
  add(item: Item): Promise<Answer> {
    if (this.waiting.length >= MAX_WAITING) throw new AppError('overloaded');
    const name = this.callbacks.name?.(item) ?? null;
    const waitsFor = this.callbacks.waitsFor?.(item) ?? null;
    return new Promise((resolve, reject) => {
      const until = performance.now() + TIMEOUT_MS;
      const waiting = { item, until, name, waitsFor, resolve, reject };
      this.waiting.push(waiting);
      this.unanswered.add(waiting);
      this.timer ??= setTimeout(() => this.refuseLate(), TIMEOUT_MS).unref();
      if (!this.writing) void this.writeAll();
    });
  }

  private async writeAll(): Promise<void> {
    this.writing = true;
    try {
      while (this.waiting.length > 0) {
        await this.waitForInterval();
        const batch = this.take();
        if (batch.length > 0) await this.write(batch);
      }
    } finally {
      this.writing = false;
    }
  }

  /** Never rejects, so that a failed batch does not affect the next one. */
  private async write(batch: Waiting<Item, Answer>[]): Promise<void> {
    try {
      this.callbacks.onBatch?.(batch.length);
      const written = await this.callbacks.write(batch.map(({ item }) => item));
      batch.forEach((waiting, place) => this.settle(waiting, written[place] as Written));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      for (const waiting of batch) this.unanswered.delete(waiting);
    }
  }

  /** All writes share one timer, because they time out in the order they came. */
  private refuseLate(): void {
    const now = performance.now();
    this.timer = undefined;
    for (const waiting of this.unanswered) {
      if (waiting.until > now) {
        this.timer = setTimeout(() => this.refuseLate(), waiting.until - now).unref();
        break;
      }
      this.unanswered.delete(waiting);
      if (this.waiting[0] === waiting) this.waiting.shift();
      waiting.reject(new AppError('overloaded'));
    }
  }

  /** Waits until the next batch may begin. A single write does not wait. */
  private async waitForInterval(): Promise<void> {
    const { every } = this.callbacks;
    if (every === undefined) return;
    const wait = this.lastBegan + every - performance.now();
    if (wait > 0) await pause(wait);
    this.lastBegan = performance.now();
  }

  private take(): Waiting<Item, Answer>[] {
    const names = new Set<string>();
    const count = this.waiting.slice(0, BATCH).findIndex(({ name, waitsFor }) => {
      const tooEarly = waitsFor !== null && names.has(waitsFor);
      if (name !== null) names.add(name);
      return tooEarly;
    });
    return this.waiting.splice(0, count === -1 ? BATCH : count);
  }

  private settle({ item, resolve, reject }: Waiting<Item, Answer>, written: Written): void {
    try {
      resolve(this.callbacks.settle(written, item));
    } catch (error) {
      reject(error);
    }
  }
}

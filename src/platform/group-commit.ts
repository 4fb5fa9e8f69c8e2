import { setTimeout as pause } from 'node:timers/promises';

import { AppError } from './errors/app-error.js';

const BATCH = 256;
const MAX_WAITING = 5_000;
/** Milliseconds a write waits, for its turn and for the database together. */
const PATIENCE = 5_000;

interface Waiting<Item, Answer> {
  item: Item;
  /** When it is refused, on the clock of `performance.now`. */
  until: number;
  /** Found out when it is added, so that one that cannot be named fails alone. */
  name: string | null;
  waitsFor: string | null;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

interface Doors<Item, Written, Answer> {
  /** Writes a batch in one transaction; something for each item, in their order. A rejection is the answer to each of them. */
  write: (items: Item[]) => Promise<Written[]>;
  /** What one item's caller gets, or what is thrown at them; called straight after the commit, in the order of the batch. */
  settle: (written: Written, item: Item) => Answer;
  /** An item goes into a later batch than one that is called what it waits for: there it finds that stored. */
  name?: (item: Item) => string;
  waitsFor?: (item: Item) => string | null;
  /** ms from the beginning of one batch to that of the next, at least: where many come and none is urgent. */
  every?: number;
  onBatch?: (size: number) => void;
}

/**
 * While one transaction is under way the writes that arrive wait, and the next takes them together. So batches grow with the
 * load, and a lone write waits for nobody.
 */
export class GroupCommit<Item, Written, Answer> {
  private readonly waiting: Waiting<Item, Answer>[] = [];
  /** Everything without an answer, in the order it came: what waits, and the batch under way. */
  private readonly unanswered = new Set<Waiting<Item, Answer>>();
  private timer?: NodeJS.Timeout;
  private writing = false;
  private lastBegan = -Infinity;

  constructor(private readonly doors: Doors<Item, Written, Answer>) {}

  /**
   * Answers within five seconds, even if the database does not. What was refused then may still be written, when its batch was under
   * way: whoever sends it again under the same id finds it.
   * @throws AppError overloaded; whatever `settle` throws
   */
  add(item: Item): Promise<Answer> {
    if (this.waiting.length >= MAX_WAITING) throw new AppError('overloaded');
    const name = this.doors.name?.(item) ?? null;
    const waitsFor = this.doors.waitsFor?.(item) ?? null;
    return new Promise((resolve, reject) => {
      const until = performance.now() + PATIENCE;
      const waiting = { item, until, name, waitsFor, resolve, reject };
      this.waiting.push(waiting);
      this.unanswered.add(waiting);
      this.timer ??= setTimeout(() => this.refuseLate(), PATIENCE).unref();
      if (!this.writing) void this.writeAll();
    });
  }

  private async writeAll(): Promise<void> {
    this.writing = true;
    try {
      while (this.waiting.length > 0) {
        await this.itIsTime();
        const batch = this.take();
        if (batch.length > 0) await this.write(batch);
      }
    } finally {
      this.writing = false;
    }
  }

  /** Never rejects: the next batch must not suffer from this one. */
  private async write(batch: Waiting<Item, Answer>[]): Promise<void> {
    try {
      this.doors.onBatch?.(batch.length);
      const written = await this.doors.write(batch.map(({ item }) => item));
      batch.forEach((waiting, place) => this.settle(waiting, written[place] as Written));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      for (const waiting of batch) this.unanswered.delete(waiting);
    }
  }

  /** One timer for all of them: they end in the order they came. */
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

  /** A lone write is in time already. */
  private async itIsTime(): Promise<void> {
    const { every } = this.doors;
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
      resolve(this.doors.settle(written, item));
    } catch (error) {
      reject(error);
    }
  }
}

import { setTimeout as pause } from 'node:timers/promises';

import { AppError } from '../errors/app-error.js';
import type { LockWaits } from './lock-waits.js';
import { LockedQueues } from './locked-queues.js';

const BATCH = 256;
const MAX_WAITING = 5_000;
/** Milliseconds that a write waits for its batch and for the database together. */
const TIMEOUT_MS = 5_000;
/** Milliseconds between two attempts while every write is of a locked chat, and no more statements may wait for locks. */
const RETRY_MS = 5;

interface Waiting<Item, Answer> {
  item: Item;
  /** When it is refused, in milliseconds of `performance.now`. */
  until: number;
  /** Computed when the item is added: if that throws, only this item fails. */
  name: string | null;
  waitsFor: string | null;
  lock: string | null;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

interface Locks<Item, Written> {
  /** What an item needs the lock of. Items with the same lock are written in the order they came. */
  of: (item: Item) => string;
  isHeld: (written: Written) => boolean;
  /** How many statements may wait for locks at once. Each of them keeps a connection of the pool. */
  statements: number;
  waits: LockWaits;
}

interface Callbacks<Item, Written, Answer> {
  /**
   * Writes a batch in one transaction. Answers one result per item, in their order. A rejection is thrown to each caller.
   * @param waits whether to wait for what others have locked; if not, `isHeld` tells which items were not written
   */
  write: (items: Item[], waits: boolean) => Promise<Written[]>;
  /** Makes the answer to one caller from the result, or throws. It is called right after the commit, in the order of the batch. */
  settle: (written: Written, item: Item) => Answer;
  /** An item that `waitsFor` the name of another goes into a later batch, so that it finds the other one stored. */
  name?: (item: Item) => string;
  waitsFor?: (item: Item) => string | null;
  /** For items that need a lock which others may hold for long. */
  locks?: Locks<Item, Written>;
  /** Minimum milliseconds between the beginnings of two batches, for frequent writes that are not urgent. */
  every?: number;
  onBatch?: (size: number) => void;
}

/**
 * Writes that arrive while a transaction is under way wait, and the next transaction takes them together. So batches grow with the
 * load, and a single write does not wait. Writes whose lock is held by others are put back, and delay no other writes: see `LockedQueues`.
 */
export class GroupCommit<Item, Written, Answer> {
  private waiting: Waiting<Item, Answer>[] = [];
  private readonly locked: LockedQueues<Waiting<Item, Answer>>;
  /** All writes without an answer, in the order they came: the waiting ones and the batches under way. */
  private readonly unanswered = new Set<Waiting<Item, Answer>>();
  /** Those that have found their lock held by others. */
  private readonly heldUp = new Set<Waiting<Item, Answer>>();
  private timer?: NodeJS.Timeout;
  private writing = false;
  private lastBegan = -Infinity;

  constructor(private readonly callbacks: Callbacks<Item, Written, Answer>) {
    this.locked = new LockedQueues(callbacks.locks?.statements ?? 0, {
      isWanted: (one) => this.unanswered.has(one),
      write: (batch) => this.write(batch, true),
      freed: (items) => this.takeBack(items),
    });
  }

  /**
   * Adds a write to the next batch. It is answered within five seconds, even if the database does not answer. A write that was
   * refused for lateness may still be stored, if its batch was under way: a retry with the same id finds it.
   * @throws AppError overloaded; whatever `write` or `settle` throws
   */
  add(item: Item): Promise<Answer> {
    if (this.waiting.length + this.locked.size >= MAX_WAITING) throw new AppError('overloaded');
    const name = this.callbacks.name?.(item) ?? null;
    const waitsFor = this.callbacks.waitsFor?.(item) ?? null;
    const lock = this.callbacks.locks?.of(item) ?? null;
    return new Promise((resolve, reject) => {
      const until = performance.now() + TIMEOUT_MS;
      const waiting = { item, until, name, waitsFor, lock, resolve, reject };
      this.waiting.push(waiting);
      this.unanswered.add(waiting);
      this.timer ??= setTimeout(() => this.refuseLate(), TIMEOUT_MS).unref();
      if (!this.writing) void this.writeAll();
    });
  }

  private async writeAll(): Promise<void> {
    this.writing = true;
    try {
      while (this.waiting.length > 0 || this.locked.hasOnesToTry) {
        await this.waitForInterval();
        const batch = this.take();
        if (batch.length === 0) continue;
        const isStuck = !(await this.write(batch, false));
        if (isStuck && this.locked.hasOnesToTry) await pause(RETRY_MS);
      }
    } finally {
      this.writing = false;
    }
  }

  /** Never rejects, so that a failed batch does not affect the next one. @returns false if everything in the batch is locked */
  private async write(batch: Waiting<Item, Answer>[], waits: boolean): Promise<boolean> {
    const putBack = new Set<Waiting<Item, Answer>>();
    try {
      this.callbacks.onBatch?.(batch.length);
      const items = batch.map(({ item }) => item);
      const written = await this.callbacks.write(items, waits);
      batch.forEach((waiting, place) => {
        const one = written[place] as Written;
        if (!waits && this.callbacks.locks?.isHeld(one)) putBack.add(waiting);
        else this.settle(waiting, one);
      });
    } catch (error) {
      for (const waiting of batch) if (!putBack.has(waiting)) waiting.reject(error);
    } finally {
      for (const waiting of batch) if (!putBack.has(waiting)) this.answered(waiting);
    }
    for (const waiting of putBack) this.holdUp(waiting);
    if (!waits) this.locked.tried(batch, putBack);
    return putBack.size < batch.length;
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
      this.answered(waiting);
      if (this.waiting[0] === waiting) this.waiting.shift();
      else this.locked.drop(waiting);
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

  /** The next batch: some writes of each lock that was held by others, and the waiting ones whose lock was free. */
  private take(): Waiting<Item, Answer>[] {
    const batch = this.locked.take();
    const names = new Set(batch.map(({ name }) => name));
    let count = 0;
    for (const one of this.waiting) {
      if (batch.length >= BATCH || (one.waitsFor !== null && names.has(one.waitsFor))) break;
      count++;
      names.add(one.name);
      if (!this.unanswered.has(one)) continue;
      if (this.locked.add(one)) this.holdUp(one);
      else batch.push(one);
    }
    this.waiting.splice(0, count);
    return batch;
  }

  private holdUp(waiting: Waiting<Item, Answer>): void {
    if (this.heldUp.has(waiting) || !this.unanswered.has(waiting)) return;
    this.heldUp.add(waiting);
    this.callbacks.locks?.waits.add(1);
  }

  private answered(waiting: Waiting<Item, Answer>): void {
    this.unanswered.delete(waiting);
    if (this.heldUp.delete(waiting)) this.callbacks.locks?.waits.add(-1);
  }

  /** Takes writes back whose lock is free again. They are older than all waiting ones with the same lock. */
  private takeBack(items: Waiting<Item, Answer>[]): void {
    this.waiting = [...items, ...this.waiting];
    if (this.waiting.length > 0 && !this.writing) void this.writeAll();
  }

  private settle({ item, resolve, reject }: Waiting<Item, Answer>, written: Written): void {
    try {
      resolve(this.callbacks.settle(written, item));
    } catch (error) {
      reject(error);
    }
  }
}

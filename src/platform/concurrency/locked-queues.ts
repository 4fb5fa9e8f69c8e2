/** What `LockedQueues` must know of a write. */
interface Queued {
  name: string | null;
  waitsFor: string | null;
  lock: string | null;
}

interface Callbacks<Write> {
  /** Whether somebody still waits for its answer. */
  isWanted: (write: Write) => boolean;
  /** Writes a batch of one lock, and waits until others release it. Must not reject. */
  write: (batch: Write[]) => Promise<unknown>;
  /** Called with the remaining writes of a lock that was granted. */
  freed: (writes: Write[]) => void;
}

/** The writes of one lock, in the order they came. */
interface Queue<Write> {
  writes: Write[];
  /** How many batches have found the lock held by others. */
  tries: number;
  /** A statement of its own waits for the lock. */
  isWaiting: boolean;
}

const BATCH = 256;
/** How many writes of a held lock a batch tries again. A batch is for the others. */
const TRY_AGAIN = 8;
const TRY_AGAIN_IN_ALL = 64;
/**
 * A lock that was held in so many batches gets a statement that waits for it. Most locks are held for a moment, so trying again with the
 * next batch costs less.
 */
const TRIES = 3;
/**
 * Writes whose lock is held by others, in one queue for each lock. The next batches try the first of each queue again. After a few tries a
 * statement waits for the lock, because one that never waits may always come too late when two nodes write in the same chat.
 */
export class LockedQueues<Write extends Queued> {
  private readonly queues = new Map<string, Queue<Write>>();
  private statements = 0;

  /** @param mostStatements how many statements may wait for locks at once. Each of them keeps a connection of the pool. */
  constructor(
    private readonly mostStatements: number,
    private readonly callbacks: Callbacks<Write>,
  ) {}

  get size(): number {
    let size = 0;
    for (const { writes } of this.queues.values()) size += writes.length;
    return size;
  }

  /** Whether there are writes that the next batch should try again. */
  get hasOnesToTry(): boolean {
    for (const { isWaiting } of this.queues.values()) if (!isWaiting) return true;
    return false;
  }

  /** Queues a write behind the others of its lock. @returns false if no others of this lock are queued */
  add(write: Write): boolean {
    const queue = write.lock === null ? undefined : this.queues.get(write.lock);
    queue?.writes.push(write);
    return queue !== undefined;
  }

  /** Takes the writes that the next batch should try again. `tried` must be called with this batch. */
  take(): Write[] {
    const batch: Write[] = [];
    for (const [lock, queue] of this.queues) {
      if (batch.length >= TRY_AGAIN_IN_ALL) break;
      if (queue.isWaiting) continue;
      const again = this.takeFrom(queue, TRY_AGAIN);
      batch.push(...again);
      if (again.length === 0 && queue.writes.length === 0) this.queues.delete(lock);
    }
    return batch;
  }

  /** Must be called after each batch that did not wait for locks. @param held those of its writes whose lock is held by others */
  tried(batch: Write[], held: Set<Write>): void {
    if (held.size === 0 && this.queues.size === 0) return;
    const foundHeld = new Map<string, Write[]>();
    for (const write of held) {
      const lock = write.lock as string;
      foundHeld.set(lock, [...(foundHeld.get(lock) ?? []), write]);
    }
    for (const { lock } of batch) if (lock !== null && !foundHeld.has(lock)) this.free(lock);
    const nothingElse = held.size === batch.length;
    for (const [lock, writes] of foundHeld) {
      const queue = this.queues.get(lock) ?? { writes: [], tries: 0, isWaiting: false };
      queue.writes = [...writes, ...queue.writes];
      queue.tries += 1;
      // The place behind all others, so that all locks get their turn.
      this.queues.delete(lock);
      this.queues.set(lock, queue);
      if (nothingElse || queue.tries >= TRIES) this.waitFor(lock, queue);
    }
  }

  /** Removes a write that is refused, if it is the first of its queue. */
  drop(write: Write): void {
    const queue = write.lock === null ? undefined : this.queues.get(write.lock);
    if (queue?.writes[0] === write) queue.writes.shift();
  }

  private free(lock: string): void {
    const queue = this.queues.get(lock);
    if (!queue) return;
    this.queues.delete(lock);
    this.callbacks.freed(queue.writes);
  }

  /** Starts a statement that waits for the lock, unless as many as allowed wait already. */
  private waitFor(lock: string, queue: Queue<Write>): void {
    if (this.statements >= this.mostStatements) return;
    this.statements += 1;
    queue.isWaiting = true;
    void this.writeAll(lock, queue);
  }

  /** Goes on as long as there are writes, so that a chat in which two nodes write all the time is not tried in vain first. */
  private async writeAll(lock: string, queue: Queue<Write>): Promise<void> {
    do {
      const batch = this.takeFrom(queue, BATCH);
      if (batch.length > 0) await this.callbacks.write(batch);
    } while (queue.writes.length > 0 && !this.othersNeedAStatement);
    this.statements -= 1;
    this.free(lock);
  }

  private get othersNeedAStatement(): boolean {
    for (const { isWaiting, tries } of this.queues.values()) if (!isWaiting && tries >= TRIES) return true;
    return false;
  }

  private takeFrom(queue: Queue<Write>, limit: number): Write[] {
    const names = new Set<string | null>();
    const count = queue.writes.slice(0, limit).findIndex(({ name, waitsFor }) => {
      const tooEarly = waitsFor !== null && names.has(waitsFor);
      names.add(name);
      return tooEarly;
    });
    return queue.writes.splice(0, count === -1 ? limit : count).filter((write) => this.callbacks.isWanted(write));
  }
}

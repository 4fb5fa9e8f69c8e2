import type { NumberedPush } from '../../contract/events.js';

export interface FeedCallbacks {
  /**
   * Sends a push to sockets. When it returns a promise, the next push waits for it.
   * @param healed read because no hint announced it @param following returns the pushes that are waiting after it, up to the first gap
   */
  push: (push: NumberedPush, healed: boolean, following: () => NumberedPush[]) => Promise<void> | undefined;
  /** Reads the pushes stored after these numbers, in the order of `rev` and without a gap. There may be more. */
  readSince: (rev: number, seq: number) => Promise<NumberedPush[]>;
  onError: (error: unknown) => void;
  /** Called when everything known has been pushed. */
  onCaughtUp: () => void;
}

/** Milliseconds that a missing `rev` waits for its hint, before it is read. */
const HINT_WAIT_MS = 30;
const AFTER_ERROR = 1_000;
/** How many pushes may wait for a missing `rev`. Further ones are read from the database later. */
const MAX_WAITING = 256;
/** When this many reads have found nothing, the missing `rev` is taken as one that does not exist. */
const MAX_EMPTY_READS = 5;

/**
 * Pushes the changes of one chat in the order of `rev`, each once and without a gap. Its input is hints. When one is late or lost, the
 * change is read from the database.
 */
export class ChatFeed {
  private rev: number | null = null;
  private seq = 0;
  /** The highest `rev` of the chat that is known. */
  private highest = 0;
  /** The highest `rev` that a hint announced. A higher one was found by the journal. */
  private hinted = 0;
  private readonly waiting = new Map<number, NumberedPush>();
  private pushing = false;
  private filling?: NodeJS.Timeout;
  private emptyReads = 0;
  private lastRemovalRev = 0;
  private closed = false;

  constructor(private readonly callbacks: FeedCallbacks) {}

  get started(): boolean {
    return this.rev !== null;
  }

  /** The last `rev` that was pushed, or whose push is under way; null before `start`. */
  get reached(): number | null {
    return this.rev;
  }

  /** How many revs are known and not pushed. */
  get lag(): number {
    return this.rev === null ? 0 : Math.max(0, this.highest - this.rev);
  }

  /** Whether it is behind, or its last push is still under way. */
  get busy(): boolean {
    return this.pushing || this.lag > 0;
  }

  /** Whether it pushed the removal of a participant after this `rev`. A socket that was still connecting was not removed from the room then. */
  hasRemovedSince(rev: number): boolean {
    return this.lastRemovalRev > rev;
  }

  hasReached(rev: number): boolean {
    return this.rev !== null && this.rev >= rev;
  }

  isPast(rev: number): boolean {
    return this.rev !== null && this.rev > rev;
  }

  /**
   * Starts to push: everything above `rev`. Further calls do nothing.
   * @param rev of the chat, read after this feed was created
   * @param seq of the last message up to `rev`
   * @param reached a higher `rev` that the chat is known to have, whose hints may have come before this feed was created
   */
  start(rev: number, seq: number, reached = rev): void {
    if (this.started) return;
    this.rev = rev;
    this.seq = seq;
    this.highest = Math.max(this.highest, reached);
    this.hinted = Math.max(this.hinted, this.highest);
    this.pushWaiting();
  }

  /** Takes a hint: pushes it when it is its turn. */
  accept(push: NumberedPush): void {
    const { rev } = push.payload;
    this.hinted = Math.max(this.hinted, rev);
    this.highest = Math.max(this.highest, rev);
    if (this.rev !== null && rev <= this.rev) return;
    if (this.waiting.size < MAX_WAITING) this.waiting.set(rev, push);
    if (this.rev !== null) this.pushWaiting();
  }

  /** The chat has this `rev`, by the journal. The changes that no hint announces are read. */
  advanceTo(rev: number): void {
    if (rev <= this.highest) return;
    this.highest = rev;
    if (this.rev !== null) this.pushWaiting();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.filling);
  }

  /** @param waitMs milliseconds that a missing `rev` may wait for its hint */
  private pushWaiting(waitMs = HINT_WAIT_MS): void {
    if (this.pushing || this.closed) return;
    for (let next = this.take(); next; next = this.take()) {
      const done = this.push(next);
      if (done) return void this.continueAfter(done);
    }
    if (this.lag > 0) this.fillIn(waitMs);
    else this.caughtUp();
  }

  private caughtUp(): void {
    this.waiting.clear();
    this.callbacks.onCaughtUp();
  }

  private take(): NumberedPush | undefined {
    const rev = (this.rev ?? 0) + 1;
    const next = this.waiting.get(rev);
    this.waiting.delete(rev);
    return next;
  }

  private push(push: NumberedPush): Promise<void> | undefined {
    this.rev = push.payload.rev;
    if (push.event === 'message.created') this.seq = push.payload.seq;
    if (push.event === 'participant.left') this.lastRemovalRev = this.rev;
    this.emptyReads = 0;
    try {
      return this.callbacks.push(push, this.rev > this.hinted, () => this.following());
    } catch (error) {
      // A push that fails must not stop the next ones.
      this.callbacks.onError(error);
      return undefined;
    }
  }

  private following(): NumberedPush[] {
    const found: NumberedPush[] = [];
    for (let rev = (this.rev ?? 0) + 1, next; (next = this.waiting.get(rev)); rev++) found.push(next);
    return found;
  }

  private async continueAfter(done: Promise<void>): Promise<void> {
    this.pushing = true;
    await done.catch(this.callbacks.onError);
    this.pushing = false;
    this.pushWaiting();
  }

  private fillIn(ms: number): void {
    if (this.filling || this.closed) return;
    this.filling = setTimeout(() => {
      this.fill().catch((error: unknown) => {
        this.callbacks.onError(error);
        this.filling = undefined;
        this.fillIn(AFTER_ERROR);
      });
    }, ms);
  }

  private async fill(): Promise<void> {
    const mustRead = this.lag > 0 && !this.pushing;
    const stored = mustRead ? await this.callbacks.readSince(this.rev ?? 0, this.seq) : [];
    this.filling = undefined;
    if (mustRead && stored.length === 0 && (this.emptyReads += 1) >= MAX_EMPTY_READS) this.highest = this.rev ?? 0;
    for (const push of stored) if (push.payload.rev > (this.rev ?? 0)) this.waiting.set(push.payload.rev, push);
    for (const rev of this.waiting.keys()) if (rev <= (this.rev ?? 0)) this.waiting.delete(rev);
    this.pushWaiting(stored.length > 0 ? 0 : HINT_WAIT_MS);
  }
}

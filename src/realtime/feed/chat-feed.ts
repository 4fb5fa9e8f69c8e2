import type { NumberedPush } from '../../contract/events.js';

export interface FeedCallbacks {
  /** If it returns a promise, the next push waits for it. */
  push: (push: NumberedPush, healed: boolean) => Promise<void> | undefined;
  /** Reads what was stored after these numbers, in `rev` order and without a gap. */
  readSince: (rev: number, seq: number) => Promise<NumberedPush[]>;
  onError: (error: unknown) => void;
  /** Called when everything known has been pushed. */
  onCaughtUp: () => void;
}

const PATIENCE = 30;
const AFTER_ERROR = 1_000;
/** How many pushes may wait for a missing number. Later ones are read from the tables instead. */
const MAX_WAITING = 256;
/** After this many reads without finding it, a number is taken as never given. */
const MAX_LOOKS = 5;

/**
 * Pushes the changes of one chat in `rev` order, each once, without a gap. Its input are hints: where one is late or lost, the
 * tables are read.
 */
export class ChatFeed {
  private rev: number | null = null;
  private seq = 0;
  /** How far the chat is known to be. */
  private highest = 0;
  /** How far hints have told. */
  private hinted = 0;
  private readonly waiting = new Map<number, NumberedPush>();
  private pushing = false;
  private filling?: NodeJS.Timeout;
  private looks = 0;
  private lastRemovalRev = 0;
  private closed = false;

  constructor(private readonly callbacks: FeedCallbacks) {}

  get started(): boolean {
    return this.rev !== null;
  }

  /** The last number it has pushed, or begun to; null before it was started. */
  get reached(): number | null {
    return this.rev;
  }

  /** How many numbers it is known to be behind. */
  get lag(): number {
    return this.rev === null ? 0 : Math.max(0, this.highest - this.rev);
  }

  /** Whether it is behind, or has not done with its last push. */
  get busy(): boolean {
    return this.pushing || this.lag > 0;
  }

  /** Whether it put somebody out after this number, who could not hear it then if they were on their way in. */
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
   * Says where the chat stood after this feed began to listen; what is above gets pushed.
   * @param reached how far the chat is known to be by now, when that is further: the hints before this feed were not heard
   */
  start(rev: number, seq: number, reached = rev): void {
    if (this.started) return;
    this.rev = rev;
    this.seq = seq;
    this.highest = Math.max(this.highest, reached);
    this.hinted = Math.max(this.hinted, this.highest);
    this.pushWaiting();
  }

  accept(push: NumberedPush): void {
    const { rev } = push.payload;
    this.hinted = Math.max(this.hinted, rev);
    this.highest = Math.max(this.highest, rev);
    if (this.rev !== null && rev <= this.rev) return;
    if (this.waiting.size < MAX_WAITING) this.waiting.set(rev, push);
    if (this.rev !== null) this.pushWaiting();
  }

  /** The chat has come this far, says the journal: what no hint brings is read. */
  reach(rev: number): void {
    if (rev <= this.highest) return;
    this.highest = rev;
    if (this.rev !== null) this.pushWaiting();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.filling);
  }

  /** @param patience how long a hole may wait for its hint */
  private pushWaiting(patience = PATIENCE): void {
    if (this.pushing || this.closed) return;
    for (let next = this.take(); next; next = this.take()) {
      const done = this.push(next);
      if (done) return void this.goOnAfter(done);
    }
    if (this.lag > 0) this.fillIn(patience);
    else this.rest();
  }

  private rest(): void {
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
    this.looks = 0;
    try {
      return this.callbacks.push(push, this.rev > this.hinted);
    } catch (error) {
      // One push that cannot be written must not stop those behind it.
      this.callbacks.onError(error);
      return undefined;
    }
  }

  private async goOnAfter(done: Promise<void>): Promise<void> {
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
    const looks = this.lag > 0 && !this.pushing;
    const stored = looks ? await this.callbacks.readSince(this.rev ?? 0, this.seq) : [];
    this.filling = undefined;
    if (looks && stored.length === 0 && (this.looks += 1) >= MAX_LOOKS) this.highest = this.rev ?? 0;
    for (const push of stored) if (push.payload.rev > (this.rev ?? 0)) this.waiting.set(push.payload.rev, push);
    for (const rev of this.waiting.keys()) if (rev <= (this.rev ?? 0)) this.waiting.delete(rev);
    this.pushWaiting(stored.length > 0 ? 0 : PATIENCE);
  }
}

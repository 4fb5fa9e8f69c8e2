import type { SharedMessageView } from '../contract/message.view.js';

export interface FeedDoors {
  push: (message: SharedMessageView) => void;
  /** Messages above `seq` as stored, oldest first. */
  readSince: (seq: number) => Promise<SharedMessageView[]>;
  onError: (error: unknown) => void;
}

const PATIENCE = 30;
const AFTER_ERROR = 1_000;
/** So many pushes may wait for a hole to be filled; what comes beyond is read from the table instead. */
const MAX_WAITING = 256;

/**
 * Pushes what happens in one chat in `rev` order, each once, none missing. What it is told is only a hint;
 * where a hint is late or lost, the tables are read.
 */
export class ChatFeed {
  private rev: number | null = null;
  private seq = 0;
  private highest = 0;
  private readonly waiting = new Map<number, SharedMessageView>();
  private filling?: NodeJS.Timeout;
  private closed = false;

  constructor(private readonly doors: FeedDoors) {}

  get started(): boolean {
    return this.rev !== null;
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
    this.pushWaiting();
  }

  accept(message: SharedMessageView): void {
    this.highest = Math.max(this.highest, message.rev);
    if (this.rev !== null && message.rev <= this.rev) return;
    if (this.waiting.size < MAX_WAITING) this.waiting.set(message.rev, message);
    if (this.rev !== null) this.pushWaiting();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.filling);
  }

  private pushWaiting(): void {
    for (let next = this.take(); next; next = this.take()) this.push(next);
    if (this.rev !== null && this.highest > this.rev) this.fillIn(PATIENCE);
    else this.waiting.clear();
  }

  private take(): SharedMessageView | undefined {
    const rev = (this.rev ?? 0) + 1;
    const next = this.waiting.get(rev);
    this.waiting.delete(rev);
    return next;
  }

  private push(message: SharedMessageView): void {
    this.rev = message.rev;
    this.seq = message.seq;
    this.doors.push(message);
  }

  private fillIn(ms: number): void {
    if (this.filling || this.closed) return;
    this.filling = setTimeout(() => {
      this.fill().then(
        () => this.filled(PATIENCE),
        (error: unknown) => {
          this.doors.onError(error);
          this.filled(AFTER_ERROR);
        },
      );
    }, ms);
  }

  private async fill(): Promise<void> {
    const stored = await this.doors.readSince(this.seq);
    if (this.closed) return;
    for (const message of stored) if (message.rev > (this.rev ?? 0)) this.push(message);
  }

  private filled(retryIn: number): void {
    this.filling = undefined;
    for (const rev of this.waiting.keys()) if (rev <= (this.rev ?? 0)) this.waiting.delete(rev);
    if (this.closed) return;
    for (let next = this.take(); next; next = this.take()) this.push(next);
    if (this.highest > (this.rev ?? 0)) this.fillIn(retryIn);
  }
}

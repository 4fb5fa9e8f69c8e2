import type { Line, LineListener, LineState } from './line.js';
import type { Heard } from './store/heard.js';
import type { Replica } from './store/replica.js';
import type { SyncView } from './wire.js';

const FIRST_RETRY_MS = 300;
const LONGEST_RETRY_MS = 10_000;

interface Hooks {
  /** All pushes, in order. */
  heard(heard: Heard): void;
  /** Called after each sync that succeeded. @param again whether it followed a reconnect */
  synced(again: boolean): void;
  stands(): void;
}

/** Keeps the copy current over an unreliable line: it syncs when the line opens, when something is missing, and from time to time. */
export class Live implements LineListener {
  private readonly line: Line;
  private state: LineState = 'closed';
  private hasSynced = false;
  /** Whether everything was synced since the line opened. */
  private isWhole = false;
  private failures = 0;
  private retry?: ReturnType<typeof setTimeout>;
  private check?: ReturnType<typeof setInterval>;

  constructor(
    private readonly replica: Replica,
    private readonly hooks: Hooks,
    connect: (listener: LineListener) => Line,
    private readonly checkEveryMs: number,
  ) {
    this.line = connect(this);
  }

  /** Whether pushes arrive, and everything missed before was fetched. */
  get isLive(): boolean {
    return this.line.isOpen && this.isWhole;
  }

  /** Whether it was live before, since the person signed in. */
  get hasBeenLive(): boolean {
    return this.hasSynced;
  }

  get isOpen(): boolean {
    return this.line.isOpen;
  }

  open(): void {
    this.line.open();
    // If the last push of a chat is lost, no later push shows the gap. This check finds it.
    if (this.checkEveryMs > 0) this.check = setInterval(() => this.isOpen && this.sync(), this.checkEveryMs);
  }

  hangUp(): void {
    clearInterval(this.check);
    clearTimeout(this.retry);
    this.line.hangUp();
    this.stands('closed');
    this.hasSynced = false;
  }

  /** Drops the connection, and opens another at once. */
  reconnect(): void {
    this.line.hangUp();
    this.stands('closed');
    this.line.open();
  }

  ask<Data>(event: string, payload: object): Promise<Data> {
    return this.line.ask(event, payload);
  }

  tell(event: string, payload: object): void {
    this.line.tell(event, payload);
  }

  heard(heard: Heard): void {
    this.hooks.heard(heard);
    if (heard[0] === 'connection.ready') void this.sync(this.hasSynced);
    else if (heard[0] === 'sync.needed' || this.replica.hear(heard) === 'behind') void this.sync();
  }

  stands(state: LineState): void {
    if (state !== 'open') this.replica.pause();
    this.isWhole &&= state === 'open';
    clearTimeout(this.retry);
    this.state = state;
    this.hooks.stands();
  }

  /** Syncs, and tries again after a failure. Resolves after the first attempt. @param again whether this follows a reconnect */
  async sync(again = false): Promise<void> {
    clearTimeout(this.retry);
    try {
      await this.replica.sync((payload) => this.line.ask<SyncView>('sync', payload));
      if (!this.replica.isLive) return;
      this.failures = 0;
      this.hasSynced = this.isWhole = true;
      this.hooks.synced(again);
    } catch {
      const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.failures++);
      if (this.state === 'open') this.retry = setTimeout(() => void this.sync(again), wait);
    }
  }
}

import type { Line, LineListener, LineState } from './line.js';
import type { Push } from './store/pushes.js';
import type { Replica } from './store/replica.js';
import type { SyncView } from './wire.js';

const FIRST_RETRY_MS = 300;
const LONGEST_RETRY_MS = 10_000;

interface Hooks {
  /** All pushes, in order. */
  onPush(push: Push): void;
  /** Called after each sync that succeeded. @param again whether it followed a reconnect */
  onSynced(again: boolean): void;
  onState(): void;
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

  close(): void {
    clearInterval(this.check);
    clearTimeout(this.retry);
    this.line.close();
    this.onState('closed');
    this.hasSynced = false;
  }

  /** Drops the connection, and opens another at once. */
  reconnect(): void {
    this.line.close();
    this.onState('closed');
    this.line.open();
  }

  request<Data>(event: string, payload: object): Promise<Data> {
    return this.line.request(event, payload);
  }

  emit(event: string, payload: object): void {
    this.line.emit(event, payload);
  }

  onPush(push: Push): void {
    this.hooks.onPush(push);
    if (push[0] === 'connection.ready') void this.sync(this.hasSynced);
    else if (push[0] === 'sync.needed' || this.replica.receive(push) === 'behind') void this.sync();
  }

  onState(state: LineState): void {
    if (state !== 'open') this.replica.pause();
    this.isWhole &&= state === 'open';
    clearTimeout(this.retry);
    this.state = state;
    this.hooks.onState();
  }

  /** Syncs, and tries again after a failure. Resolves after the first attempt. @param again whether this follows a reconnect */
  async sync(again = false): Promise<void> {
    clearTimeout(this.retry);
    try {
      await this.replica.sync((payload) => this.line.request<SyncView>('sync', payload));
      if (!this.replica.isLive) return;
      this.failures = 0;
      this.hasSynced = this.isWhole = true;
      this.hooks.onSynced(again);
    } catch {
      const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.failures++);
      if (this.state === 'open') this.retry = setTimeout(() => void this.sync(again), wait);
    }
  }
}

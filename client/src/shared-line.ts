import { ParleyError } from './errors.js';
import type { Line, LineListener, LineState } from './line.js';
import type { Push } from './store/pushes.js';

/** Messages between the tabs of one person. */
type TabMessage =
  | { kind: 'here' }
  | { kind: 'stands'; state: LineState; ready: Push | null }
  | { kind: 'heard'; heard: Push }
  | { kind: 'ask'; id: string; event: string; payload: object }
  | { kind: 'tell'; event: string; payload: object }
  | { kind: 'answer'; id: string; data: unknown; refused: Refusal | null };

type Refusal = [code: string, message: string, httpStatus: number, retryAfterMs: number | undefined];

/** Whether tabs can share a socket here: this needs BroadcastChannel and Web Locks. */
export const canShare = (): boolean =>
  typeof BroadcastChannel === 'function' && typeof navigator === 'object' && 'locks' in navigator;

/**
 * One socket for all tabs of a person. The tab that holds the lock has the socket and passes on what it receives. When that tab
 * closes, another tab gets the lock and connects. Every tab has its own copy of the chats, and syncs through the tab with the socket.
 */
export class SharedLine implements Line {
  private channel: BroadcastChannel | null = null;
  private own: Line | null = null;
  private state: LineState = 'closed';
  private ready: Push | null = null;
  private releaseLock: () => void = () => undefined;
  private readonly pending = new Map<string, (answer: Extract<TabMessage, { kind: 'answer' }> | null) => void>();

  /** @param name the same for all tabs of one person @param connect opens the line of the tab that has the socket */
  constructor(
    private readonly name: string,
    private readonly connect: (listener: LineListener) => Line,
    private readonly listener: LineListener,
    private readonly patienceMs: number,
  ) {}

  get isOpen(): boolean {
    return this.state === 'open';
  }

  open(): void {
    if (this.channel) return;
    const channel = new BroadcastChannel(this.name);
    this.channel = channel;
    channel.onmessage = ({ data }: MessageEvent<TabMessage>) => this.receive(data);
    this.setState('opening');
    this.post({ kind: 'here' });
    const left = new Promise<void>((resolve) => (this.releaseLock = resolve));
    void navigator.locks.request(this.name, () => this.openSocket(channel, left));
  }

  close(): void {
    this.own?.close();
    this.own = null;
    this.releaseLock();
    this.channel?.close();
    this.channel = null;
    this.state = 'closed';
    for (const settle of this.pending.values()) settle(null);
  }

  request<Data>(event: string, payload: object): Promise<Data> {
    if (this.own) return this.own.request(event, payload);
    const id = crypto.randomUUID();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => settle(null), this.patienceMs);
      const settle = (answer: Extract<TabMessage, { kind: 'answer' }> | null): void => {
        clearTimeout(timer);
        this.pending.delete(id);
        if (answer && !answer.refused) resolve(answer.data as Data);
        else reject(answer?.refused ? new ParleyError(...answer.refused) : ParleyError.unanswered('no tab answered'));
      };
      this.pending.set(id, settle);
      this.post({ kind: 'ask', id, event, payload });
    });
  }

  emit(event: string, payload: object): void {
    if (this.own) this.own.emit(event, payload);
    else this.post({ kind: 'tell', event, payload });
  }

  /** This tab has the socket until it leaves. */
  private async openSocket(channel: BroadcastChannel, left: Promise<void>): Promise<void> {
    // The line was closed while it waited for the lock, and may have been opened again since: the new line waits for its own lock.
    if (channel !== this.channel) return;
    this.own = this.connect({
      onPush: (heard) => this.pass(heard),
      onState: (state) => this.setState(state, true),
    });
    this.own.open();
    await left;
  }

  private pass(heard: Push): void {
    if (heard[0] === 'connection.ready') this.ready = heard;
    this.post({ kind: 'heard', heard });
    this.listener.onPush(heard);
  }

  private setState(state: LineState, isMine = false): void {
    if (state !== 'open') this.ready = null;
    if (isMine) this.post({ kind: 'stands', state, ready: null });
    this.state = state;
    this.listener.onState(state);
  }

  private receive(message: TabMessage): void {
    if (message.kind === 'answer') this.pending.get(message.id)?.(message);
    else if (this.own) this.serve(this.own, message);
    else if (message.kind === 'heard') this.listener.onPush(message.heard);
    else if (message.kind === 'stands') {
      this.setState(message.state);
      // The socket was connected before this tab joined. From here on the tab misses nothing, as after a new connection.
      if (message.ready) this.listener.onPush(message.ready);
    }
  }

  private serve(own: Line, message: TabMessage): void {
    if (message.kind === 'here') this.post({ kind: 'stands', state: this.state, ready: this.ready });
    else if (message.kind === 'tell') own.emit(message.event, message.payload);
    else if (message.kind === 'ask') {
      const { id } = message;
      own.request(message.event, message.payload).then(
        (data) => this.post({ kind: 'answer', id, data, refused: null }),
        (error: unknown) => this.post({ kind: 'answer', id, data: null, refused: refusalOf(error as ParleyError) }),
      );
    }
  }

  private post(message: TabMessage): void {
    this.channel?.postMessage(message);
  }
}

const refusalOf = ({ code, message, httpStatus, retryAfterMs }: ParleyError): Refusal => [
  code,
  message,
  httpStatus,
  retryAfterMs,
];

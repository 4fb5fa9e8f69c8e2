import { ParleyError } from './errors.js';
import type { Line, LineListener, LineState } from './line.js';
import type { Heard } from './store/heard.js';

/** Messages between the tabs of one person. */
type Word =
  | { kind: 'here' }
  | { kind: 'stands'; state: LineState; ready: Heard | null }
  | { kind: 'heard'; heard: Heard }
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
  private ready: Heard | null = null;
  private leave: () => void = () => undefined;
  private readonly asked = new Map<string, (answer: Extract<Word, { kind: 'answer' }> | null) => void>();

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
    channel.onmessage = ({ data }: MessageEvent<Word>) => this.take(data);
    this.stand('opening');
    this.say({ kind: 'here' });
    const left = new Promise<void>((resolve) => (this.leave = resolve));
    void navigator.locks.request(this.name, () => this.lead(channel, left));
  }

  hangUp(): void {
    this.own?.hangUp();
    this.own = null;
    this.leave();
    this.channel?.close();
    this.channel = null;
    this.state = 'closed';
    for (const give of this.asked.values()) give(null);
  }

  ask<Data>(event: string, payload: object): Promise<Data> {
    if (this.own) return this.own.ask(event, payload);
    const id = crypto.randomUUID();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => give(null), this.patienceMs);
      const give = (answer: Extract<Word, { kind: 'answer' }> | null): void => {
        clearTimeout(timer);
        this.asked.delete(id);
        if (answer && !answer.refused) resolve(answer.data as Data);
        else reject(answer?.refused ? new ParleyError(...answer.refused) : ParleyError.unanswered('no tab answered'));
      };
      this.asked.set(id, give);
      this.say({ kind: 'ask', id, event, payload });
    });
  }

  tell(event: string, payload: object): void {
    if (this.own) this.own.tell(event, payload);
    else this.say({ kind: 'tell', event, payload });
  }

  /** This tab has the socket until it leaves. */
  private async lead(channel: BroadcastChannel, left: Promise<void>): Promise<void> {
    // The line was closed while it waited for the lock, and may have been opened again since: the new line waits for its own lock.
    if (channel !== this.channel) return;
    this.own = this.connect({
      heard: (heard) => this.pass(heard),
      stands: (state) => this.stand(state, true),
    });
    this.own.open();
    await left;
  }

  private pass(heard: Heard): void {
    if (heard[0] === 'connection.ready') this.ready = heard;
    this.say({ kind: 'heard', heard });
    this.listener.heard(heard);
  }

  private stand(state: LineState, isMine = false): void {
    if (state !== 'open') this.ready = null;
    if (isMine) this.say({ kind: 'stands', state, ready: null });
    this.state = state;
    this.listener.stands(state);
  }

  private take(word: Word): void {
    if (word.kind === 'answer') this.asked.get(word.id)?.(word);
    else if (this.own) this.serve(this.own, word);
    else if (word.kind === 'heard') this.listener.heard(word.heard);
    else if (word.kind === 'stands') {
      this.stand(word.state);
      // The socket was connected before this tab joined. From here on the tab misses nothing, as after a new connection.
      if (word.ready) this.listener.heard(word.ready);
    }
  }

  private serve(own: Line, word: Word): void {
    if (word.kind === 'here') this.say({ kind: 'stands', state: this.state, ready: this.ready });
    else if (word.kind === 'tell') own.tell(word.event, word.payload);
    else if (word.kind === 'ask') {
      const { id } = word;
      own.ask(word.event, word.payload).then(
        (data) => this.say({ kind: 'answer', id, data, refused: null }),
        (error: unknown) => this.say({ kind: 'answer', id, data: null, refused: refusalOf(error as ParleyError) }),
      );
    }
  }

  private say(word: Word): void {
    this.channel?.postMessage(word);
  }
}

const refusalOf = ({ code, message, httpStatus, retryAfterMs }: ParleyError): Refusal => [
  code,
  message,
  httpStatus,
  retryAfterMs,
];

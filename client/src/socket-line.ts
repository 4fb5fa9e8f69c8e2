import { io, type Socket } from 'socket.io-client';

import { ParleyError } from './errors.js';
import type { Line, LineListener } from './line.js';
import type { Session } from './session.js';
import type { Push } from './store/pushes.js';
import type { ErrorView } from './wire.js';

type Answer<Data> = { status: 'success'; data?: Data } | ErrorView;

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 15_000;

/** A socket that reconnects by itself until it is closed. */
export class SocketLine implements Line {
  private socket: Socket | null = null;
  private retries = 0;
  private retry?: ReturnType<typeof setTimeout>;
  private isReady = false;
  private isWanted = false;

  /** @param patienceMs how long an answer may take */
  constructor(
    private readonly session: Session,
    private readonly listener: LineListener,
    private readonly patienceMs: number,
  ) {}

  get isOpen(): boolean {
    return this.isReady;
  }

  open(): void {
    if (this.socket) return;
    this.isWanted = true;
    this.listener.onState('opening');
    const socket = io(this.session.url, {
      auth: (give) => give({ token: this.session.token }),
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
    });
    this.socket = socket;
    socket.onAny((...push: Push) => this.receive(socket, push));
    socket.on('connect_error', (error) => void this.lose(socket, (error as { data?: ErrorView }).data?.code));
    socket.on('disconnect', () => void this.lose(socket));
  }

  close(): void {
    this.isWanted = false;
    clearTimeout(this.retry);
    this.drop();
    this.retries = 0;
  }

  async request<Data>(event: string, payload: object): Promise<Data> {
    const { socket } = this;
    if (!socket || !this.isReady) throw ParleyError.unanswered(new Error('not connected'));
    const answer = await this.answered<Data>(socket, event, payload);
    if (answer.status === 'error') throw ParleyError.of(answer, httpStatusOf(answer), answer.retryAfter?.toString());
    return answer.data as Data;
  }

  emit(event: string, payload: object): void {
    if (this.isReady) this.socket?.emit(event, payload);
  }

  private async answered<Data>(socket: Socket, event: string, payload: object): Promise<Answer<Data>> {
    try {
      const answer = (await socket.timeout(this.patienceMs).emitWithAck(event, payload)) as Answer<Data>;
      if (socket !== this.socket) throw new Error('the connection has changed');
      return answer;
    } catch (cause) {
      throw ParleyError.unanswered(cause);
    }
  }

  private receive(socket: Socket, push: Push): void {
    if (socket !== this.socket) return;
    if (push[0] === 'connection.ready') {
      this.isReady = true;
      this.retries = 0;
      this.listener.onState('open');
    }
    if (push[0] === 'session.ended') void this.lose(socket, push[1].code);
    else this.listener.onPush(push);
  }

  /** @param code the reason, if the server gave one */
  private async lose(socket: Socket, code?: string): Promise<void> {
    if (socket !== this.socket) return;
    this.drop();
    this.listener.onState('closed');
    const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.retries++) * (0.5 + Math.random() / 2);
    if (code?.startsWith('auth.')) await this.session.refresh().catch(() => undefined);
    // The line may have been closed while the token was renewed.
    if (!this.isWanted) return;
    clearTimeout(this.retry);
    if (this.session.token) this.retry = setTimeout(() => this.open(), code && this.retries === 1 ? 0 : wait);
  }

  private drop(): void {
    const { socket } = this;
    this.socket = null;
    this.isReady = false;
    socket?.removeAllListeners();
    socket?.disconnect();
  }
}

/** An acknowledgement has no HTTP status: these codes are temporary, all others are final. */
const PASSING: Record<string, number> = { 'rate.limited': 429, overloaded: 503, internal: 500 };
const httpStatusOf = ({ code }: ErrorView): number => PASSING[code] ?? 400;

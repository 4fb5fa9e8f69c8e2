import { io, type Socket } from 'socket.io-client';

import type { ErrorView } from '../../src/contract/envelope.js';
import type { Person } from './person.js';

const TIMEOUT_MS = 20_000;
const clients = new Set<StockClient>();

/** The events of a client, in order: `connect`, `ready`, `connect_error`, `disconnect`, `session.ended`. */
interface StockEvent {
  what: string;
  at: number;
  /** The reason of `disconnect`, the code of an envelope, or the message of an error. */
  why: string | undefined;
  envelope: ErrorView | undefined;
  /** Whether the socket was going to reconnect by itself after this. */
  active: boolean;
}

/** The official client as a page uses it: only a URL and a token, without other options or logic. */
export class StockClient {
  readonly events: StockEvent[] = [];
  private readonly listeners = new Set<() => void>();

  private constructor(readonly socket: Socket) {
    clients.add(this);
    socket.on('connect', () => this.note('connect'));
    socket.on('connection.ready', () => this.note('ready'));
    socket.on('session.ended', ({ code }: ErrorView) => this.note('session.ended', code));
    socket.on('connect_error', (error) => {
      const envelope = envelopeOf(error);
      this.note('connect_error', envelope?.code ?? error.message, envelope);
    });
    socket.on('disconnect', (reason, details) => this.note('disconnect', closeReasonOf(details) ?? reason));
  }

  static of({ socketServer, token }: Pick<Person, 'socketServer' | 'token'>, options: Parameters<typeof io>[1] = {}) {
    return new StockClient(io(socketServer.url, { auth: { token }, ...options }));
  }

  /** Closes every client that is still open or retrying: for `afterEach`. */
  static endAll(): void {
    for (const { socket } of clients) socket.disconnect();
    clients.clear();
  }

  all(what: string): StockEvent[] {
    return this.events.filter((event) => event.what === what);
  }

  /** Resolves once `what` has happened this many times in all. */
  has(what: string, times = 1): Promise<StockEvent> {
    return new Promise((resolve, reject) => {
      const check = () => {
        const found = this.all(what)[times - 1];
        if (!found) return;
        clearTimeout(timer);
        this.listeners.delete(check);
        resolve(found);
      };
      const summary = () => this.events.map((one) => `${one.what} ${one.why ?? ''}`).join(', ');
      const timer = setTimeout(() => reject(new Error(`no ${what}, but: ${summary()}`)), TIMEOUT_MS);
      this.listeners.add(check);
      check();
    });
  }

  private note(what: string, why?: string, envelope?: ErrorView): void {
    // Waits until the client has reacted to the event, because only then does `active` say whether it reconnects.
    setImmediate(() => {
      this.events.push({ what, why, envelope, at: Date.now(), active: this.socket.active });
      for (const listener of this.listeners) listener();
    });
  }
}

/** The envelope: in `data` of a final refusal, in the body of the HTTP answer of a temporary one. */
function envelopeOf(error: Error): ErrorView | undefined {
  const { data, context } = error as { data?: ErrorView; context?: { responseText?: string } };
  if (data) return data;
  return context?.responseText?.startsWith('{') ? (JSON.parse(context.responseText) as ErrorView) : undefined;
}

/** The reason in a WebSocket's close frame. */
function closeReasonOf(details: unknown): string | undefined {
  const { context } = (details ?? {}) as { context?: { reason?: string } };
  return context?.reason === '' ? undefined : context?.reason;
}

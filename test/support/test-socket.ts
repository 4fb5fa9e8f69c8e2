import { io, type Socket } from 'socket.io-client';

import type { ErrorView, Success } from '../../src/contract/envelope.js';
import type { ClientEvent, ServerEvent, ServerEvents } from '../../src/contract/events.js';

const TIMEOUT_MS = 10_000;
const openSockets = new Set<TestSocket>();

interface ReceivedEvent {
  event: string;
  payload: unknown;
}

/** A live connection, and all events that it has received. */
export class TestSocket {
  readonly received: ReceivedEvent[] = [];
  private readonly listeners = new Set<(received: ReceivedEvent) => void>();

  private constructor(readonly client: Socket) {
    openSockets.add(this);
    client.onAny((event: string, payload: unknown) => {
      const received = { event, payload };
      this.received.push(received);
      for (const listener of this.listeners) listener(received);
    });
  }

  /** Opens a connection and waits until it is ready. Rejects with the error's `data` if it is refused or ended. */
  static async open(url: string, token: string, options: Parameters<typeof io>[1] = {}): Promise<TestSocket> {
    const client = io(url, {
      auth: { token },
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      ...options,
    });
    const socket = new TestSocket(client);
    const refused = new Promise<never>((_, reject) => {
      client.on('connect_error', (error) => reject(Object.assign(error, (error as { data?: object }).data)));
      client.once('session.ended', (payload: object) => reject(Object.assign(new Error('session ended'), payload)));
      // A temporary refusal is the reason in the WebSocket's close frame: see docs/realtime.md.
      client.once('disconnect', (reason, details) => reject(Object.assign(new Error(reason), closeCode(details))));
    });
    await Promise.race([socket.waitFor('connection.ready'), refused]);
    return socket;
  }

  /** The next event of this name from now on (which satisfies the test, if one is given). */
  waitFor<Event extends ServerEvent>(
    event: Event,
    matches: (payload: ServerEvents[Event]) => boolean = () => true,
    withinMs = TIMEOUT_MS,
  ): Promise<ServerEvents[Event]> {
    return new Promise((resolve, reject) => {
      const resolveIfMatching = (received: ReceivedEvent): void => {
        if (received.event !== event || !matches(received.payload as ServerEvents[Event])) return;
        stop();
        resolve(received.payload as ServerEvents[Event]);
      };
      const timer = setTimeout(() => {
        stop();
        reject(
          new Error(
            `never heard ${event}; heard ${this.received.map((received) => received.event).join(', ') || 'nothing'}`,
          ),
        );
      }, withinMs).unref();
      const stop = (): void => {
        clearTimeout(timer);
        this.listeners.delete(resolveIfMatching);
      };
      this.listeners.add(resolveIfMatching);
    });
  }

  /** All events of this name that were received so far. */
  all<Event extends ServerEvent>(event: Event): ServerEvents[Event][] {
    return this.received
      .filter((received) => received.event === event)
      .map((received) => received.payload as ServerEvents[Event]);
  }

  /** Sends an event and returns the answer of its ack, success or failure. */
  async request(event: ClientEvent, payload?: unknown): Promise<Success<unknown, unknown> | ErrorView> {
    return (await this.client.timeout(TIMEOUT_MS).emitWithAck(event, payload)) as Success<unknown, unknown> | ErrorView;
  }

  close(): void {
    openSockets.delete(this);
    this.client.disconnect();
  }
}

function closeCode(details: unknown): { code?: string } {
  const { reason } = (details as { context?: { reason?: string } } | undefined)?.context ?? {};
  return reason ? { code: reason } : {};
}

export function closeAllSockets(): void {
  for (const socket of openSockets) socket.close();
}

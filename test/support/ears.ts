import { io, type Socket } from 'socket.io-client';

import type { ErrorView, Success } from '../../src/contract/envelope.js';
import type { ClientEvent, ServerEvent, ServerEvents } from '../../src/contract/events.js';

const PATIENCE = 10_000;
const open = new Set<Ears>();

interface Heard {
  event: string;
  payload: unknown;
}

/** A live connection, and all events that it has received. */
export class Ears {
  readonly heard: Heard[] = [];
  private readonly listeners = new Set<(heard: Heard) => void>();

  private constructor(readonly socket: Socket) {
    open.add(this);
    socket.onAny((event: string, payload: unknown) => {
      const heard = { event, payload };
      this.heard.push(heard);
      for (const listener of this.listeners) listener(heard);
    });
  }

  /** Opens a connection and waits until it is ready. Rejects with the error's `data` if it is refused or ended. */
  static async open(url: string, token: string, options: Parameters<typeof io>[1] = {}): Promise<Ears> {
    const socket = io(url, {
      auth: { token },
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      ...options,
    });
    const ears = new Ears(socket);
    const refused = new Promise<never>((_, reject) => {
      socket.on('connect_error', (error) => reject(Object.assign(error, (error as { data?: object }).data)));
      socket.once('session.ended', (payload: object) => reject(Object.assign(new Error('session ended'), payload)));
      // A temporary refusal is the reason in the WebSocket's close frame: see docs/realtime.md.
      socket.once('disconnect', (reason, details) => reject(Object.assign(new Error(reason), closeCode(details))));
    });
    await Promise.race([ears.hears('connection.ready'), refused]);
    return ears;
  }

  /** The next event of this name from now on (which satisfies the test, if one is given). */
  hears<Event extends ServerEvent>(
    event: Event,
    fits: (payload: ServerEvents[Event]) => boolean = () => true,
  ): Promise<ServerEvents[Event]> {
    return new Promise((resolve, reject) => {
      const give = (heard: Heard): void => {
        if (heard.event !== event || !fits(heard.payload as ServerEvents[Event])) return;
        stop();
        resolve(heard.payload as ServerEvents[Event]);
      };
      const timer = setTimeout(() => {
        stop();
        reject(
          new Error(`never heard ${event}; heard ${this.heard.map((heard) => heard.event).join(', ') || 'nothing'}`),
        );
      }, PATIENCE).unref();
      const stop = (): void => {
        clearTimeout(timer);
        this.listeners.delete(give);
      };
      this.listeners.add(give);
    });
  }

  /** All events of this name that were received so far. */
  all<Event extends ServerEvent>(event: Event): ServerEvents[Event][] {
    return this.heard.filter((heard) => heard.event === event).map((heard) => heard.payload as ServerEvents[Event]);
  }

  /** Sends an event and returns the answer of its ack, success or failure. */
  async asks(event: ClientEvent, payload?: unknown): Promise<Success<unknown, unknown> | ErrorView> {
    return (await this.socket.timeout(PATIENCE).emitWithAck(event, payload)) as Success<unknown, unknown> | ErrorView;
  }

  hangUp(): void {
    open.delete(this);
    this.socket.disconnect();
  }
}

function closeCode(details: unknown): { code?: string } {
  const { reason } = (details as { context?: { reason?: string } } | undefined)?.context ?? {};
  return reason ? { code: reason } : {};
}

export function hangUpAll(): void {
  for (const ears of open) ears.hangUp();
}

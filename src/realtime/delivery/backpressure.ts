import { steadyNow } from '../../platform/steady-clock.js';
import type { ChatSocket } from '../sockets/chat-socket.js';

/** Bytes waiting for one socket, from which on it counts as slow. A whole batch of 256 long messages is less. */
const LIMIT = 1_536 * 1024;
/** Bytes waiting, from which on the socket is closed at once. Answers are never left out, so a client that only asks would grow without end. */
const HARD_LIMIT = 4 * LIMIT;
/** Bytes a waiting packet takes besides its text, about. */
const PER_PACKET = 300;

/** Told when a socket becomes slow, or catches up. */
export interface BackpressureEvents {
  fellBehind(reader: Backpressure): void;
  caughtUp(reader: Backpressure): void;
  pushDropped(): void;
  overflowed(reader: Backpressure): void;
}

type Connection = ChatSocket['conn'];
type Packet = Parameters<Connection['write']>;

/**
 * Counts the bytes that wait for one socket in Engine.IO and the transport. While the socket is slow, it gets no pushes to rooms.
 * Packets for it alone (answers, `sync.needed`, `session.ended`) are still sent.
 */
export class Backpressure {
  behindSince: number | null = null;
  private waiting = 0;
  private readonly write: Connection['write'];

  constructor(
    readonly socket: ChatSocket,
    private readonly events: BackpressureEvents,
  ) {
    const { conn } = socket;
    this.write = conn.write.bind(conn);
    // Room emits and answers all pass here; an adapter would see only the former, a middleware neither.
    conn.write = (...packet: Packet) => this.take(packet);
    conn.on('drain', this.handedOver);
  }

  /** Leaves the connection as it was: a client may sign in on it again. */
  release(): void {
    const { conn } = this.socket;
    Reflect.deleteProperty(conn, 'write');
    conn.off('drain', this.handedOver);
  }

  private take([data, options, callback]: Packet): Connection {
    const forRoom = options !== undefined && 'preEncoded' in options;
    if (this.behindSince !== null && forRoom) {
      this.events.pushDropped();
      return this.socket.conn;
    }
    this.waiting += (data as string).length + PER_PACKET;
    if (this.waiting > LIMIT) return this.takeTooMuch([data, options, callback]);
    return this.write(data, options, callback);
  }

  private takeTooMuch([data, options, callback]: Packet): Connection {
    if (this.behindSince !== null) {
      this.write(data, options, callback);
      if (this.waiting > HARD_LIMIT) this.events.overflowed(this);
      return this.socket.conn;
    }
    this.behindSince = steadyNow();
    this.events.fellBehind(this);
    // Called when the transport has written this one, and so all before it.
    return this.write(data, options, (transport) => {
      callback?.(transport);
      this.behindSince = null;
      this.events.caughtUp(this);
    });
  }

  /** The transport, which takes nothing more before it has written this, has it all. */
  private readonly handedOver = (): void => {
    this.waiting = 0;
  };
}

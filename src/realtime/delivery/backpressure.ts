import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { Server } from 'socket.io';

import { Metrics } from '../../platform/metrics/metrics.js';
import { steadyNow } from '../../platform/process/steady-clock.js';
import type { ChatSocket } from '../sockets/chat-socket.js';
import { cutOff } from '../sockets/connection-refusal.js';

/** A packet that waits. A push to rooms has its WebSocket frame, which Socket.IO makes once for all sockets. */
interface EnginePacket {
  options?: { wsPreEncodedFrame?: Buffer[] };
}

/** The parts of an Engine.IO connection that are used here. A WebSocket transport has a TCP socket. */
interface EngineConnection {
  transport: { socket?: { _socket?: { cork(): void; uncork(): void } | null } };
  /** The packets that wait. */
  writeBuffer: EnginePacket[];
  /** Writes the waiting packets, unless a write is under way. Engine.IO calls it for each packet, and after each write. */
  flush(): void;
  on(event: 'flush', listener: (packets: EnginePacket[]) => void): void;
  on(event: 'drain', listener: () => void): void;
}

/**
 * Writes all packets of one turn of the event loop for one connection with one system call, such as the messages of a batch and the answer
 * to a send, because a system call costs more than all other work of a delivery. Packets that come during a write are collected, too.
 */
export function coalesceWrites(server: Pick<Server, 'engine'>): void {
  const engine = server.engine as { on(event: 'connection', listener: (connection: EngineConnection) => void): void };
  engine.on('connection', (connection) => {
    flushAfterTurn(connection);
    let corked: ReturnType<typeof tcpOf>;
    connection.on('flush', (packets) => {
      for (const packet of packets) joinFrame(packet);
      if (packets.length < 2) return;
      corked = tcpOf(connection);
      corked?.cork();
    });
    connection.on('drain', () => {
      corked?.uncork();
      corked = undefined;
    });
  });
}

/** The frame comes as two buffers, head and text. Joined for the first socket, it is one write instead of two for each of them. */
function joinFrame({ options }: EnginePacket): void {
  const frame = options?.wsPreEncodedFrame;
  if (options && frame && frame.length > 1) options.wsPreEncodedFrame = [Buffer.concat(frame)];
}

/** `nextTick` runs after the promises that wait for the same batch, so that their answers are written with its messages. */
function flushAfterTurn(connection: EngineConnection): void {
  const flush = connection.flush.bind(connection);
  let isDue = false;
  connection.flush = () => {
    if (isDue || connection.writeBuffer.length === 0) return;
    isDue = true;
    process.nextTick(() => {
      isDue = false;
      flush();
    });
  };
}

const tcpOf = ({ transport }: EngineConnection) => transport.socket?._socket ?? undefined;

/** When more characters than this wait for one socket, it counts as slow. A whole batch of 256 long messages is less. */
const LIMIT = 1_536 * 1024;
/**
 * When more characters than this wait, the socket is closed at once. Answers are never dropped, so a client that sends events and does
 * not read the answers would otherwise fill the memory.
 */
const HARD_LIMIT = 4 * LIMIT;
/** What a waiting packet takes in addition to its text, about. */
const PACKET_OVERHEAD = 300;

/** Called when a socket becomes slow, when it has caught up, when a push is dropped, and when too much waits. */
export interface BackpressureEvents {
  becameSlow(reader: Backpressure): void;
  caughtUp(reader: Backpressure): void;
  pushDropped(): void;
  overflowed(reader: Backpressure): void;
}

type Connection = ChatSocket['conn'];
type Packet = Parameters<Connection['write']>;

/**
 * Counts the characters that wait for one socket in Engine.IO and the transport. While the socket is slow, it gets no pushes to rooms.
 * Packets for it alone (answers, `sync.needed`, `session.ended`) are still sent.
 */
export class Backpressure {
  slowSince: number | null = null;
  private waiting = 0;
  private readonly write: Connection['write'];

  constructor(
    readonly socket: ChatSocket,
    private readonly events: BackpressureEvents,
  ) {
    const { conn } = socket;
    this.write = conn.write.bind(conn);
    // Both pushes to rooms and answers call `write`. A Socket.IO adapter gets only the pushes, and a middleware neither.
    conn.write = (...packet: Packet) => this.take(packet);
    conn.on('drain', this.onDrain);
  }

  /** Restores the connection, because a client may sign in on it again. */
  release(): void {
    const { conn } = this.socket;
    Reflect.deleteProperty(conn, 'write');
    conn.off('drain', this.onDrain);
  }

  private take([data, options, callback]: Packet): Connection {
    const forRoom = options !== undefined && 'preEncoded' in options;
    if (this.slowSince !== null && forRoom) {
      this.events.pushDropped();
      return this.socket.conn;
    }
    this.waiting += (data as string).length + PACKET_OVERHEAD;
    if (this.waiting > LIMIT) return this.takeTooMuch([data, options, callback]);
    return this.write(data, options, callback);
  }

  private takeTooMuch([data, options, callback]: Packet): Connection {
    if (this.slowSince !== null) {
      this.write(data, options, callback);
      if (this.waiting > HARD_LIMIT) this.events.overflowed(this);
      return this.socket.conn;
    }
    this.slowSince = steadyNow();
    this.events.becameSlow(this);
    // The callback runs when the transport has written this packet, and so all packets before it.
    return this.write(data, options, (transport) => {
      callback?.(transport);
      this.slowSince = null;
      this.events.caughtUp(this);
    });
  }

  /** The transport has taken all packets, and takes no more before it has written these. */
  private readonly onDrain = (): void => {
    this.waiting = 0;
  };
}

const STUCK_AFTER = 30_000;

/** Limits the memory that slow sockets take: they get no pushes while they are slow, and are closed when that lasts for 30 s. */
@Injectable()
export class SlowReaders implements BackpressureEvents {
  private readonly logger = new Logger(SlowReaders.name);
  private readonly slow = new Set<Backpressure>();

  constructor(private readonly metrics: Metrics) {}

  watch(socket: ChatSocket): void {
    const reader = new Backpressure(socket, this);
    socket.once('disconnect', () => {
      reader.release();
      this.forget(reader);
    });
  }

  becameSlow(reader: Backpressure): void {
    reader.socket.data.behind = true;
    this.slow.add(reader);
    this.metrics.socketsBehind.set(this.slow.size);
  }

  /** The dropped pushes are lost, so the client must sync. */
  caughtUp(reader: Backpressure): void {
    this.forget(reader);
    reader.socket.emit('sync.needed', {});
  }

  pushDropped(): void {
    this.metrics.dropped.inc();
  }

  overflowed(reader: Backpressure): void {
    this.close(reader, 'asked for more than it read');
  }

  @Interval(1_000)
  closeStuck(now = steadyNow()): void {
    for (const reader of this.slow) {
      if (now - (reader.slowSince ?? now) >= STUCK_AFTER) this.close(reader, 'read nothing for 30 s');
    }
  }

  private close(reader: Backpressure, reason: string): void {
    const { userId, sessionId } = reader.socket.data;
    this.logger.warn({ userId, sessionId, reason }, 'slow reader cut off');
    this.metrics.stuck.inc();
    cutOff(reader.socket.conn);
  }

  private forget(reader: Backpressure): void {
    reader.socket.data.behind = false;
    this.slow.delete(reader);
    this.metrics.socketsBehind.set(this.slow.size);
  }
}

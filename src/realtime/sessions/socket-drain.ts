import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';

import { Drain } from '../../platform/health/drain.js';
import type { ChatSocket } from '../sockets/chat-socket.js';
import { cutOff } from '../sockets/connection-refusal.js';
import { Sockets } from '../delivery/sockets.js';

/** Milliseconds after which a socket that has not closed is destroyed. */
const GOODBYE_WITHIN = 1_000;

/** Drains the sockets of a node that stops: tells each client, then closes them at different moments. */
@Injectable()
export class SocketDrain implements BeforeApplicationShutdown {
  private leaving?: Promise<void>;

  constructor(
    private readonly sockets: Sockets,
    private readonly drain: Drain,
  ) {}

  /** From this moment on, sockets are closed at once. */
  beforeApplicationShutdown(): Promise<void> {
    return this.start(0);
  }

  /**
   * From here on no new socket is let in; resolves when the last one is closed. A second call waits for the first.
   * @param spreadMs the time over which they are closed, so that the next node is not met by all of them at once
   */
  start(spreadMs: number): Promise<void> {
    this.leaving ??= this.closeAll(spreadMs);
    return this.leaving;
  }

  private async closeAll(spreadMs: number): Promise<void> {
    this.drain.turnAway();
    const closings: Promise<void>[] = [];
    this.sockets.each((socket) => closings.push(warnAndClose(socket, Math.round(Math.random() * spreadMs))));
    await Promise.all(closings);
    this.sockets.closeAll(); // also those that never signed in
  }
}

/** It is closed when it may come back: who opens a new connection by then has missed nothing. */
async function warnAndClose(socket: ChatSocket, reconnectInMs: number): Promise<void> {
  socket.emit('server.draining', { reconnectInMs });
  await sleep(reconnectInMs);
  const { conn } = socket;
  if (conn.readyState === 'closed') return;
  const closed = once(conn, 'close');
  // Not `disconnect`: after that the official client would not come back by itself.
  conn.close();
  setTimeout(() => cutOff(conn), GOODBYE_WITHIN).unref();
  await closed;
}

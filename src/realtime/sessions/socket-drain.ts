import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';

import { Drain } from '../../platform/health/drain.js';
import type { ChatSocket } from '../sockets/chat-socket.js';
import { cutOff } from '../sockets/connection-refusal.js';
import { Sockets } from '../delivery/sockets.js';

/** Milliseconds after which a connection that has not closed is destroyed. */
const GOODBYE_WITHIN = 1_000;

/** Closes the sockets of a node that stops: sends `server.draining` to each, then closes them at random times. */
@Injectable()
export class SocketDrain implements BeforeApplicationShutdown {
  private leaving?: Promise<void>;

  constructor(
    private readonly sockets: Sockets,
    private readonly drain: Drain,
  ) {}

  /** Closes the sockets at once, unless `start` is running already: then it waits for that. */
  beforeApplicationShutdown(): Promise<void> {
    return this.start(0);
  }

  /**
   * Refuses new sockets and closes all others. Resolves when the last one is closed. A second call waits for the first.
   * @param spreadMs milliseconds over which the sockets are closed, so that they do not all connect to the next node at once
   */
  start(spreadMs: number): Promise<void> {
    this.leaving ??= this.closeAll(spreadMs);
    return this.leaving;
  }

  private async closeAll(spreadMs: number): Promise<void> {
    this.drain.refuseConnections();
    const closings: Promise<void>[] = [];
    this.sockets.each((socket) => closings.push(warnAndClose(socket, Math.round(Math.random() * spreadMs))));
    await Promise.all(closings);
    this.sockets.closeAll(); // also those that have not signed in
  }
}

/**
 * The old connection stays open until the time at which its client is to reconnect, so that a client which has opened a new one by then
 * misses no push.
 */
async function warnAndClose(socket: ChatSocket, reconnectInMs: number): Promise<void> {
  socket.emit('server.draining', { reconnectInMs });
  await sleep(reconnectInMs);
  const { conn } = socket;
  if (conn.readyState === 'closed') return;
  const closed = once(conn, 'close');
  // Not `disconnect`, because then the official client does not reconnect by itself.
  conn.close();
  setTimeout(() => cutOff(conn), GOODBYE_WITHIN).unref();
  await closed;
}

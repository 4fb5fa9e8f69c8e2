import type { IncomingMessage } from 'node:http';

import proxyAddr from '@fastify/proxy-addr';
import type { Server } from 'socket.io';

/** So many connections of one address may be open that have not signed in. */
export const STRANGERS_PER_ADDRESS = 200;

/** Milliseconds from a handshake that is let in to its connection. */
const OPENED_WITHIN = 10_000;

/** What an Engine.IO connection is known by here. */
interface Connection {
  request: IncomingMessage;
  once(event: 'close', listener: () => void): void;
}

/**
 * Counts, by address, the connections that have not signed in yet. Only those: behind one address may be a school full of
 * people, and whoever signs in counts for themselves. Each has ten seconds to do so.
 */
export class HandshakeLimit {
  private readonly counts = new Map<string, number>();
  /** What ends the counting of a connection that was let in and is not open yet. */
  private readonly opening = new WeakMap<IncomingMessage, () => void>();
  private readonly trusted: (address: string, hop: number) => boolean;

  /** @param proxies addresses or subnets whose X-Forwarded-For is believed */
  constructor(proxies: string[]) {
    this.trusted = proxies.length > 0 ? proxyAddr.compile(proxies) : () => false;
  }

  /** Counts the connection that this request is about to open, so that many at once cannot slip through. @returns whether there is room */
  admit(request: IncomingMessage): boolean {
    const address = this.addressOf(request);
    if ((this.counts.get(address) ?? 0) >= STRANGERS_PER_ADDRESS) return false;
    const leave = this.enter(address);
    this.opening.set(request, leave);
    // It may never be opened.
    setTimeout(() => this.opening.has(request) && leave(), OPENED_WITHIN).unref();
    return true;
  }

  watch(server: Server): void {
    const known = new WeakMap<object, () => void>();
    const engine = server.engine as { on(event: 'connection', listener: (connection: Connection) => void): void };
    engine.on('connection', (connection) => {
      const leave = this.opening.get(connection.request) ?? this.enter(this.addressOf(connection.request));
      this.opening.delete(connection.request);
      known.set(connection, leave);
      connection.once('close', leave);
    });
    server.of('/').on('connection', ({ conn }) => known.get(conn)?.());
  }

  private enter(address: string): () => void {
    this.counts.set(address, (this.counts.get(address) ?? 0) + 1);
    let counted = true;
    return () => {
      const left = (this.counts.get(address) ?? 1) - Number(counted);
      counted = false;
      if (left > 0) this.counts.set(address, left);
      else this.counts.delete(address);
    };
  }

  private addressOf(request: IncomingMessage): string {
    return proxyAddr(request, this.trusted);
  }
}

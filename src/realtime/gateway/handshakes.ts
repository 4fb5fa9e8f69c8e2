import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import proxyAddr from '@fastify/proxy-addr';
import { Injectable, Logger } from '@nestjs/common';
import type { Server, ServerOptions } from 'socket.io';
import { DataSource } from 'typeorm';

import { Tokens } from '../../auth/sessions/tokens.js';
import { Config } from '../../platform/config/config.js';
import { Epoch } from '../../platform/database/epoch.js';
import { ping } from '../../platform/database/rows.js';
import { Drain } from '../../platform/health/drain.js';
import { AppError } from '../../platform/errors/app-error.js';
import { isAllowedOrigin, isOwnOrigin } from '../../platform/http/security.js';
import { Presence } from '../../presence/presence.js';
import { ChatRooms } from '../rooms/chat-rooms.js';
import type { ChatSocket } from '../sockets/chat-socket.js';
import { refuseHandshake } from '../sockets/connection-refusal.js';

/** So many connections of one address may be open that have not signed in. */
const UNAUTHENTICATED_PER_ADDRESS = 200;

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
    if ((this.counts.get(address) ?? 0) >= UNAUTHENTICATED_PER_ADDRESS) return false;
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

/** Milliseconds each client of a connection has to sign in. */
export const TIME_TO_SIGN_IN = 10_000;
/** The database is asked at most this often, however many clients come. */
const BELIEVED = 1_000;
/** A database that does not answer within this time is too busy for another client. */
const PATIENCE = 3_000;

type AllowRequest = NonNullable<ServerOptions['allowRequest']>;
type Handshake = IncomingMessage & { res?: ServerResponse };

/**
 * Decides which connections may be opened at all. What is passing (a node that stops, a database that is away, too many
 * connections) is refused here wherever it can be: the official client retries a refused handshake by itself, with growing
 * pauses, while a connection that was opened and is then closed makes it begin again with the shortest pause.
 */
@Injectable()
export class Handshakes {
  private readonly logger = new Logger(Handshakes.name);
  private readonly limit: HandshakeLimit;
  private asked?: Promise<boolean>;

  constructor(
    private readonly config: Config,
    private readonly drain: Drain,
    private readonly database: DataSource,
  ) {
    this.limit = new HandshakeLimit(config.TRUST_PROXY ?? []);
  }

  /** Counts the connections of this server from here on. */
  watch(server: Server): void {
    if (this.config.RATE_LIMIT === 'on') this.limit.watch(server);
  }

  /** Checks the origin as well, because `cors` alone does not stop a foreign page on the WebSocket transport. */
  readonly allowRequest: AllowRequest = (request: Handshake, allow) => {
    const { origin, host } = request.headers;
    const welcome = origin === undefined || isOwnOrigin(origin, host) || isAllowedOrigin(origin, this.config);
    if (!welcome) return allow('origin refused: list it in CORS_ORIGINS', false);
    // Nobody else listens for errors of a connection that waits for its upgrade: without a listener one ends the process.
    const ignore = (): void => undefined;
    request.socket.on('error', ignore);
    void this.refusal(request).then((error) => {
      if (error) refuseHandshake(request, error);
      allow(error?.code, !error);
      request.socket.off('error', ignore);
    });
  };

  private async refusal(request: IncomingMessage): Promise<AppError | undefined> {
    if (this.drain.turnsAway) return new AppError('overloaded');
    if (!(await this.databaseAnswers())) return new AppError('overloaded');
    if (this.config.RATE_LIMIT === 'off' || this.limit.admit(request)) return undefined;
    const params = { limit: UNAUTHENTICATED_PER_ADDRESS };
    return new AppError('rate.limited', { params, retryAfter: TIME_TO_SIGN_IN / 1000 });
  }

  /** Never rejects. A question that is still under way is joined: they do not pile up in front of a stuck database. */
  private databaseAnswers(): Promise<boolean> {
    this.asked ??= this.ask();
    return Promise.race([this.asked, sleep(PATIENCE, false, { ref: false })]);
  }

  private async ask(): Promise<boolean> {
    try {
      await ping(this.database);
      return true;
    } catch (err) {
      this.logger.warn({ err }, 'sockets are turned away: the database does not answer');
      return false;
    } finally {
      setTimeout(() => (this.asked = undefined), BELIEVED).unref();
    }
  }
}

/** A socket's way in and out. */
@Injectable()
export class Connections {
  constructor(
    private readonly rooms: ChatRooms,
    private readonly presence: Presence,
    private readonly tokens: Tokens,
    private readonly epoch: Epoch,
  ) {}

  /** Joins the socket, which is in its user's room already, to all their chats; when `connection.ready` is sent, nothing is missed from there on. */
  async open(socket: ChatSocket): Promise<void> {
    const { userId, sessionId } = socket.data;
    this.presence.socketOpened(userId, sessionId, socket.id);
    await this.rooms.join(socket);
    socket.data.connectedAt = Date.now();
    socket.emit('connection.ready', {
      userId,
      sessionId,
      mediaToken: this.tokens.forMedia(socket.data),
      epoch: await this.epoch.current(),
      serverTime: new Date().toISOString(),
    });
  }

  close(socket: ChatSocket): void {
    const { userId, sessionId } = socket.data;
    this.presence.socketClosed(userId, sessionId, socket.id);
  }
}

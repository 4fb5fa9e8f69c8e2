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

/** Maximum number of open connections of one address that have not signed in. */
const UNAUTHENTICATED_PER_ADDRESS = 200;

/** Milliseconds for which an accepted handshake is counted, if it opens no connection. */
const OPENED_WITHIN = 10_000;

/** The part of an Engine.IO connection that is used here. */
interface Connection {
  request: IncomingMessage;
  once(event: 'close', listener: () => void): void;
}

/**
 * Counts, by address, the connections that have not signed in yet. Signed-in sockets are counted by user instead, because a whole
 * school may share one address. A connection has ten seconds to sign in.
 */
export class HandshakeLimit {
  private readonly counts = new Map<string, number>();
  /** By the request of an accepted handshake whose connection is not open yet: the function that ends its count. */
  private readonly opening = new WeakMap<IncomingMessage, () => void>();
  private readonly trusted: (address: string, hop: number) => boolean;

  /** @param proxies addresses or subnets whose X-Forwarded-For is trusted */
  constructor(proxies: string[]) {
    this.trusted = proxies.length > 0 ? proxyAddr.compile(proxies) : () => false;
  }

  /** Counts the connection that this request is about to open, so that concurrent ones cannot exceed the limit. @returns whether it may */
  admit(request: IncomingMessage): boolean {
    const address = this.addressOf(request);
    if ((this.counts.get(address) ?? 0) >= UNAUTHENTICATED_PER_ADDRESS) return false;
    const leave = this.enter(address);
    this.opening.set(request, leave);
    // The connection may never be opened.
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

/** Milliseconds that a connection has to sign in. */
export const TIME_TO_SIGN_IN = 10_000;
/** Milliseconds for which the result of a database check is used, however many clients connect. */
const CACHED_MS = 1_000;
/** Milliseconds after which a database that has not answered counts as too busy. */
const TIMEOUT_MS = 3_000;

type AllowRequest = NonNullable<ServerOptions['allowRequest']>;
type Handshake = IncomingMessage & { res?: ServerResponse };

/**
 * Decides which handshakes are accepted. Temporary refusals (the node stops, the database does not answer, too many connections) are
 * made here where possible: the official client retries a refused handshake with growing pauses. When a connection was opened and is
 * then closed, it begins again with the shortest pause.
 */
@Injectable()
export class Handshakes {
  private readonly logger = new Logger(Handshakes.name);
  private readonly limit: HandshakeLimit;
  private databaseCheck?: Promise<boolean>;

  constructor(
    private readonly config: Config,
    private readonly drain: Drain,
    private readonly database: DataSource,
  ) {
    this.limit = new HandshakeLimit(config.TRUST_PROXY ?? []);
  }

  /** Starts to count the connections of this server. */
  watch(server: Server): void {
    if (this.config.RATE_LIMIT === 'on') this.limit.watch(server);
  }

  /** Checks the origin as well, because `cors` alone does not stop a foreign page on the WebSocket transport. */
  readonly allowRequest: AllowRequest = (request: Handshake, allow) => {
    const { origin, host } = request.headers;
    const isAllowed = origin === undefined || isOwnOrigin(origin, host) || isAllowedOrigin(origin, this.config);
    if (!isAllowed) return allow('origin refused: list it in CORS_ORIGINS', false);
    // There is no other listener for errors while a connection waits for its upgrade. Without one, an error would end the process.
    const ignore = (): void => undefined;
    request.socket.on('error', ignore);
    void this.refusal(request).then((error) => {
      if (error) refuseHandshake(request, error);
      allow(error?.code, !error);
      request.socket.off('error', ignore);
    });
  };

  private async refusal(request: IncomingMessage): Promise<AppError | undefined> {
    if (this.drain.refusesConnections) return new AppError('overloaded');
    if (!(await this.databaseAnswers())) return new AppError('overloaded');
    if (this.config.RATE_LIMIT === 'off' || this.limit.admit(request)) return undefined;
    const params = { limit: UNAUTHENTICATED_PER_ADDRESS };
    return new AppError('rate.limited', { params, retryAfter: TIME_TO_SIGN_IN / 1000 });
  }

  /** Never rejects. All handshakes share the check under way, so that checks do not pile up in front of a database that hangs. */
  private databaseAnswers(): Promise<boolean> {
    this.databaseCheck ??= this.checkDatabase();
    return Promise.race([this.databaseCheck, sleep(TIMEOUT_MS, false, { ref: false })]);
  }

  private async checkDatabase(): Promise<boolean> {
    try {
      await ping(this.database);
      return true;
    } catch (err) {
      this.logger.warn({ err }, 'sockets are turned away: the database does not answer');
      return false;
    } finally {
      setTimeout(() => (this.databaseCheck = undefined), CACHED_MS).unref();
    }
  }
}

/** Opens and closes the sockets that have signed in. */
@Injectable()
export class Connections {
  constructor(
    private readonly rooms: ChatRooms,
    private readonly presence: Presence,
    private readonly tokens: Tokens,
    private readonly epoch: Epoch,
  ) {}

  /**
   * Joins a socket to the rooms of all chats of its user, and sends `connection.ready`. From then on it misses no push. It must be in
   * the room of its user already.
   */
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

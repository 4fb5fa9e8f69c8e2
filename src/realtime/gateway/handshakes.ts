import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import { Injectable, Logger } from '@nestjs/common';
import type { Server, ServerOptions } from 'socket.io';
import { DataSource } from 'typeorm';

import { Config } from '../../platform/config/config.js';
import { ping } from '../../platform/database/rows.js';
import { Drain } from '../../platform/drain.js';
import { AppError } from '../../platform/errors/app-error.js';
import { isAllowedOrigin, isOwnOrigin } from '../../platform/http/origins.js';
import { refuseHandshake } from '../sockets/connection-refusal.js';
import { HandshakeLimit, STRANGERS_PER_ADDRESS } from './handshake-limit.js';

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
    const params = { limit: STRANGERS_PER_ADDRESS };
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

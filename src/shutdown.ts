import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { constants } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';

import { DatabaseStoppedError } from './platform/database/database-errors.js';
import { Drain } from './platform/health/drain.js';
import { steadyNow } from './platform/process/steady-clock.js';
import { SocketDrain } from './realtime/sessions/socket-drain.js';

/** npm passes on a Ctrl-C that the terminal has already sent to everyone: two signals, one wish. */
const ONE_WISH_MS = 500;
/** Whoever is still connected after this time is cut off, so that the database is closed properly. */
const PATIENCE_MS = 18_000;
const LIMIT_MS = 24_000;

/** How a process takes its leave, milliseconds each. */
export interface Leave {
  /** How long it goes on as before once it is unready, for balancers to notice. */
  notice: number;
  /** Over what time its sockets are closed. */
  spread: number;
}

/** Sees the process out: it is no longer ready, finishes what it has, closes everything, and exits. */
export class Shutdown {
  private readonly connections = new Set<Socket>();
  private app?: NestFastifyApplication;
  private leave: Leave = { notice: 0, spread: 0 };
  private begunAt?: number;
  private exitCode = 0;

  /**
   * What nobody caught is logged and ends the process: its state cannot be trusted any more. That Node cannot print a warning on a full
   * disk is no such thing.
   */
  constructor(private readonly logger: Logger) {
    for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
    process.on('uncaughtException', (err) => this.fail(err, 'uncaught exception'));
    process.on('unhandledRejection', (reason) => this.fail(reason, 'unhandled rejection'));
  }

  /**
   * From here on signals drain this app. Until now they end the process at once, which is safe at any point of a start.
   * Called before it listens: Node itself forgets a connection that has become a WebSocket.
   */
  watch(app: NestFastifyApplication, leave: Leave): void {
    this.app = app;
    this.leave = leave;
    app.getHttpServer().on('connection', (socket: Socket) => {
      this.connections.add(socket);
      socket.once('close', () => this.connections.delete(socket));
    });
    process.on('SIGTERM', (signal) => this.obey(signal));
    process.on('SIGINT', (signal) => this.obey(signal));
  }

  private obey(signal: NodeJS.Signals): void {
    if (this.begunAt === undefined) {
      this.logger.info({ signal }, 'stopping');
      void this.stop();
    } else if (steadyNow() - this.begunAt > ONE_WISH_MS) {
      process.exit(128 + constants.signals[signal]);
    }
  }

  private fail(err: unknown, what: string): void {
    this.logger.fatal({ err }, err instanceof DatabaseStoppedError ? err.message : what);
    this.exitCode = 1;
    if (this.begunAt === undefined) void this.stop();
  }

  private async stop(): Promise<void> {
    this.begunAt = steadyNow();
    try {
      if (this.app) await this.drain(this.app);
    } catch (err) {
      this.exitCode = 1;
      this.logger.error({ err }, 'could not be closed');
    }
    this.logger.info('stopped');
    process.exit(this.exitCode);
  }

  private async drain(app: NestFastifyApplication): Promise<void> {
    app.get(Drain).begin();
    const server: Server = app.getHttpServer();
    // The answer to each request still arriving asks its connection to go elsewhere.
    server.prependListener('request', (_request, response: ServerResponse) => (response.shouldKeepAlive = false));
    setTimeout(() => this.hangUp(), PATIENCE_MS);
    setTimeout(() => this.giveUp(), LIMIT_MS);
    await sleep(this.leave.notice);
    await app.get(SocketDrain).start(this.leave.spread);
    await app.close();
  }

  private hangUp(): void {
    this.logger.warn({ connections: this.connections.size }, 'cutting off who is still connected');
    for (const socket of this.connections) socket.destroy();
  }

  /** A database that does not answer, say. What was acknowledged is stored, so this is no failure of the stop. */
  private giveUp(): void {
    this.logger.error('could not be closed in time');
    process.exit(this.exitCode);
  }
}

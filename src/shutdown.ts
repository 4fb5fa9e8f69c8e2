import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { constants } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';

import { DatabaseStoppedError } from './platform/database/start-errors.js';
import { Drain } from './platform/health/drain.js';
import { steadyNow } from './platform/process/steady-clock.js';
import { SocketDrain } from './realtime/sessions/socket-drain.js';

/** Milliseconds. On Ctrl-C a process under npm gets two signals, one from the terminal and one from npm. They count as one. */
const SAME_SIGNAL_MS = 500;
/** Milliseconds after which open connections are destroyed, so that there is time to close the database. */
const DESTROY_AFTER_MS = 18_000;
/** Milliseconds after which the process exits, whatever is not closed yet. */
const EXIT_AFTER_MS = 24_000;

/** How long a process takes to stop, in milliseconds. */
export interface Leave {
  /** How long it still accepts new calls and sockets while it reports that it is not ready, so that load balancers notice. */
  notice: number;
  /** The time over which its sockets are closed. */
  spread: number;
}

/** Stops the process on a signal or an uncaught error: reports not ready, finishes open requests, closes everything, and exits. */
export class Shutdown {
  private readonly connections = new Set<Socket>();
  private app?: NestFastifyApplication;
  private leave: Leave = { notice: 0, spread: 0 };
  private begunAt?: number;
  private exitCode = 0;

  /**
   * Logs uncaught errors and stops the process then, because its state is unknown. An error of standard output, as on a full disk, does not
   * stop the process.
   */
  constructor(private readonly logger: Logger) {
    for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
    process.on('uncaughtException', (err) => this.fail(err, 'uncaught exception'));
    process.on('unhandledRejection', (reason) => this.fail(reason, 'unhandled rejection'));
  }

  /**
   * Makes signals stop this app. Before this call they end the process at once, which is safe at any point of the start. It must be called
   * before the app listens, so that it has all connections: Node does not list those that became WebSockets.
   */
  watch(app: NestFastifyApplication, leave: Leave): void {
    this.app = app;
    this.leave = leave;
    app.getHttpServer().on('connection', (socket: Socket) => {
      this.connections.add(socket);
      socket.once('close', () => this.connections.delete(socket));
    });
    process.on('SIGTERM', (signal) => this.onSignal(signal));
    process.on('SIGINT', (signal) => this.onSignal(signal));
  }

  private onSignal(signal: NodeJS.Signals): void {
    if (this.begunAt === undefined) {
      this.logger.info({ signal }, 'stopping');
      void this.stop();
    } else if (steadyNow() - this.begunAt > SAME_SIGNAL_MS) {
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
    // Each answer closes its connection, so that the client's next request goes to another node.
    server.prependListener('request', (_request, response: ServerResponse) => (response.shouldKeepAlive = false));
    setTimeout(() => this.destroyConnections(), DESTROY_AFTER_MS);
    setTimeout(() => this.giveUp(), EXIT_AFTER_MS);
    await sleep(this.leave.notice);
    await app.get(SocketDrain).start(this.leave.spread);
    await app.close();
  }

  private destroyConnections(): void {
    this.logger.warn({ connections: this.connections.size }, 'cutting off who is still connected');
    for (const socket of this.connections) socket.destroy();
  }

  /** For example, the database does not answer. Acknowledged writes are stored, so the exit code stays the same. */
  private giveUp(): void {
    this.logger.error('could not be closed in time');
    process.exit(this.exitCode);
  }
}

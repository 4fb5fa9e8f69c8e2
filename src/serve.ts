import type { AddressInfo } from 'node:net';

import { createApp } from './app.setup.js';
import type { Config } from './platform/config/config.js';
import { createLogger, print } from './platform/logging/logger.js';
import { Shutdown } from './shutdown.js';
import { banner, explain } from './start-report.js';

/**
 * In production, load balancers need time to notice that the node stops, and clients must not all connect to the next node at once. In
 * development the server stops without delay.
 */
const LEAVE_IN_PRODUCTION = { notice: 3_000, spread: 5_000 };
const LEAVE_IN_DEVELOPMENT = { notice: 0, spread: 0 };

/** Maximum number of connections that wait to be accepted. Beyond it, a client (a health check too) connects only at its retry after a second. */
const BACKLOG = 4_096;

/**
 * Starts the server, until a signal stops it.
 * @param open paths of the data directory that other users may read
 */
export async function serve(config: Config, open: string[]): Promise<void> {
  const logger = createLogger(config);
  const shutdown = new Shutdown(logger);
  if (open.length > 0)
    logger.warn({ paths: open.slice(0, 5) }, 'other users of this machine may read the data directory');
  const app = await createApp(config);
  shutdown.watch(app, config.production ? LEAVE_IN_PRODUCTION : LEAVE_IN_DEVELOPMENT);
  try {
    await app.listen({ port: config.PORT, host: config.host, backlog: BACKLOG });
  } catch (error) {
    await app.close();
    throw error;
  }
  // For example, the system cannot accept a connection. Without a listener, the error would end the process.
  app.getHttpServer().on('error', (err: Error) => logger.error({ err }, 'a connection could not be accepted'));
  const { port } = app.getHttpServer().address() as AddressInfo;
  if (!config.production) print(banner(config, port));
}

/** Writes why the server could not start. */
export function report(err: unknown, config?: Config): void {
  const sentence = explain(err, config);
  if (sentence === null) createLogger({ LOG_LEVEL: 'fatal' }).fatal({ err }, 'the server could not start');
  else console.error(sentence);
}

import 'reflect-metadata';

import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';

import { createApp } from './app.setup.js';
import { banner, explain } from './start-report.js';
import { type Config, readConfig } from './platform/config/config.js';
import { createLogger, print } from './platform/logging/logger.js';
import { makeDataDirPrivate, keepNewFilesPrivate } from './platform/process/private-files.js';
import { Shutdown } from './shutdown.js';

/**
 * In production, load balancers need time to notice that the node stops, and clients must not all connect to the next node at once. In
 * development the server stops without delay.
 */
const LEAVE_IN_PRODUCTION = { notice: 3_000, spread: 5_000 };
const LEAVE_IN_DEVELOPMENT = { notice: 0, spread: 0 };

/** Maximum number of connections that wait to be accepted. Beyond it, a client (a health check too) connects only at its retry after a second. */
const BACKLOG = 4_096;

async function start(config: Config): Promise<void> {
  const logger = createLogger(config);
  const shutdown = new Shutdown(logger);
  const open = makeDataDirPrivate(config.DATA_DIR);
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

let config: Config | undefined;
try {
  keepNewFilesPrivate();
  // Variables of the environment take precedence over the file.
  if (existsSync('.env')) process.loadEnvFile('.env');
  config = readConfig(process.env);
  await start(config);
} catch (err) {
  const sentence = explain(err, config);
  if (sentence === null) createLogger({ LOG_LEVEL: 'fatal' }).fatal({ err }, 'the server could not start');
  else console.error(sentence);
  process.exit(1);
}

import 'reflect-metadata';

import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';

import { createApp } from './app.setup.js';
import { banner } from './banner.js';
import { type Config, readConfig } from './platform/config/config.js';
import { createLogger } from './platform/logging/logger.js';
import { Shutdown } from './shutdown.js';
import { explain } from './start-failure.js';

/** Balancers ask every second or so, and the next node is not to be met by everybody at once; at a desk nobody is to wait for that. */
const LEAVE_IN_PRODUCTION = { notice: 3_000, spread: 5_000 };
const LEAVE_AT_A_DESK = { notice: 0, spread: 0 };

async function start(config: Config): Promise<void> {
  const logger = createLogger(config);
  const shutdown = new Shutdown(logger);
  const app = await createApp(config);
  shutdown.watch(app, config.production ? LEAVE_IN_PRODUCTION : LEAVE_AT_A_DESK);
  try {
    await app.listen(config.PORT, config.host);
  } catch (error) {
    await app.close();
    throw error;
  }
  // Such as a connection that the system cannot accept now. Without a listener it would end the process.
  app.getHttpServer().on('error', (err: Error) => logger.error({ err }, 'a connection could not be accepted'));
  const { port } = app.getHttpServer().address() as AddressInfo;
  // After what is still on its way to the log, so that it is the last thing on the screen.
  if (!config.production) logger.flush(() => console.log(banner(config, port)));
}

let config: Config | undefined;
try {
  // What the environment says stands: the file fills in the rest.
  if (existsSync('.env')) process.loadEnvFile('.env');
  config = readConfig(process.env);
  await start(config);
} catch (err) {
  const sentence = explain(err, config);
  if (sentence === null) createLogger({ LOG_LEVEL: 'fatal' }).fatal({ err }, 'the server could not start');
  else console.error(sentence);
  process.exit(1);
}

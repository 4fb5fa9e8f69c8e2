import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';

import { createApp } from '../../src/app.setup.js';
import { readConfig } from '../../src/platform/config/config.js';
import { TestServer, useServerFrom } from './server.js';
import { sharedSettings, TEST_SETTINGS } from './suite-server/start.mjs';
import { createDatabase } from './suite-server/test-database.mjs';

let app: NestFastifyApplication | undefined;

/** The Nest application of `useServerHere`. */
export function here(): NestFastifyApplication {
  if (!app) throw new Error('call useServerHere() at the top of the test file');
  return app;
}

/**
 * Gives this test file a server in Jest's own process, so that it can use its objects with `here()`: to hold its connections, to add a check.
 * Loading the whole server into a test file takes seconds, so use it only for what is impossible from outside. It is one node, even
 * if there is a Redis.
 */
export function useServerHere(): void {
  useServerFrom(async () => {
    const database = await createDatabase();
    const dataDir = mkdtempSync(join(tmpdir(), 'parley-test-'));
    const settings = database ? sharedSettings(database.url) : {};
    const started = await createApp(readConfig({ ...TEST_SETTINGS, DATA_DIR: dataDir, ...settings }));
    await started.listen(0, '127.0.0.1');
    app = started;
    const stop = async (): Promise<void> => {
      await started.close();
      await database?.drop();
      rmSync(dataDir, { recursive: true, force: true });
    };
    return new ServerHere({ url: await started.getUrl(), control: '', dataDir, settings }, { stop });
  });
}

/** Runs SQL directly on the application; other commands are not supported. */
class ServerHere extends TestServer {
  override sql<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    return here().get(DataSource).query<Row[]>(text, values);
  }
}

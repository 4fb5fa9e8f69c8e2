import 'reflect-metadata';

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { DataSource } from 'typeorm';

import { AppModule } from '../src/app.module.js';
import { httpAdapter, setUp } from '../src/app.setup.js';
import { SearchIndexer } from '../src/messages/search/search-indexer.js';
import { AppendMessages, MessageWriter } from '../src/messages/send/append-messages.js';
import { type Config, readConfig } from '../src/platform/config/config.js';
import { EventBus } from '../src/platform/events/event-bus.js';
import { serve } from './child.js';
import { NoDatabase, StatementPerMessage, TransactionPerMessage } from './plain-writers.js';
import { StatementCounter } from './statement-counter.js';
import type { ServerKind, WriterKind } from './variants.js';

/** The whole server on its own port, with its own writer or another one. A benchmark starts one for each thing that it compares. */
const [kind] = process.argv.slice(2) as [ServerKind];
const dataDir = mkdtempSync(join(tmpdir(), 'parley-bench-'));
const ours = { DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1', RATE_LIMIT: 'off', LOG_LEVEL: 'warn' };
const app = await start(readConfig({ ...process.env, ...ours }));
await app.listen(0, '127.0.0.1');
const { url, counting } = { url: await app.getUrl(), counting: process.argv.includes('--count') };
const statements = counting ? StatementCounter.on(app.get(DataSource)) : null;
serve({ url }, () => ({ count: statements?.count, latest: statements?.latest }), stop);

async function stop(): Promise<void> {
  await app.close();
  rmSync(dataDir, { recursive: true, force: true });
}

async function start(config: Config): Promise<NestFastifyApplication> {
  const testing = Test.createTestingModule({ imports: [AppModule.of(config)] });
  if (kind === 'unsigned') testing.overrideProvider(SearchIndexer).useValue({});
  else if (kind !== 'ours') testing.overrideProvider(MessageWriter).useFactory(writerOf(kind));
  const compiled = await testing.compile();
  return setUp(
    compiled.createNestApplication<NestFastifyApplication>(httpAdapter(config), { bodyParser: false }),
    config,
  );
}

function writerOf(other: Exclude<WriterKind, 'ours'>) {
  return {
    inject: [EventBus, DataSource, AppendMessages],
    factory: (bus: EventBus, database: DataSource, messages: AppendMessages) =>
      ({
        transactions: () => new TransactionPerMessage(bus, database),
        statements: () => new StatementPerMessage(bus, messages),
        none: () => new NoDatabase(bus),
      })[other](),
  };
}

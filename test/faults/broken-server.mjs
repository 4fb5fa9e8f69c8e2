/** The built server with failures or breaks: `node test/faults/broken-server.mjs <ways of tolerated-failures.mjs and breaks.mjs>`. */
import 'reflect-metadata';

import { Test } from '@nestjs/testing';
import { DataSource } from 'typeorm';

import { AppModule } from '../../dist/src/app.module.js';
import { httpAdapter, setUp } from '../../dist/src/app.setup.js';
import { AppendMessages } from '../../dist/src/messages/send/append-messages.js';
import { readConfig } from '../../dist/src/platform/config/config.js';
import { BREAKS } from './breaks.mjs';
import { TOLERATED_FAILURES } from './tolerated-failures.mjs';

const ways = process.argv.slice(2).map((name) => ({ ...BREAKS, ...TOLERATED_FAILURES })[name]);
const config = readConfig(process.env);
const testing = Test.createTestingModule({ imports: [AppModule.of(config)] });

for (const { provider, as } of ways) if (provider) testing.overrideProvider(provider).useClass(as);

const appends = ways.flatMap(({ append }) => append ?? []);
if (appends.length > 1) throw new Error('only one way can stand below the statement that stores');
for (const append of appends) {
  const factory = (database) => new AppendMessages({ query: append(database) });
  testing.overrideProvider(AppendMessages).useFactory({ inject: [DataSource], factory });
}

const broken = await testing.compile();
for (const { prepare, sql = [] } of ways) if (sql.length > 0) await rewrite(broken.get(DataSource), prepare, sql);
const app = await setUp(broken.createNestApplication(httpAdapter(config), { bodyParser: false }), config);
await app.listen(config.PORT, config.host);

/** Replaces parts of the function that stores messages, once for all nodes. */
async function rewrite(database, prepare, parts) {
  await database.transaction(async (manager) => {
    await manager.query('select pg_advisory_xact_lock(1)');
    if (prepare) await manager.query(prepare);
    const [{ text }] = await manager.query(`select pg_get_functiondef('append_sends'::regproc) text`);
    let rewritten = text;
    for (const [from, to] of parts) {
      // The other node may already have replaced it.
      if (!text.includes(from) && !text.includes(to)) throw new Error(`append_sends has no "${from}"`);
      rewritten = rewritten.replace(from, to);
    }
    await manager.query(rewritten);
  });
}

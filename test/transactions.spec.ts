import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { definition } from '../ormconfig.js';
import type { Push } from '../src/contract/events.js';
import { readConfig } from '../src/platform/config/config.js';
import { Database, databaseOptions } from '../src/platform/database/database.js';
import { LockWaits } from '../src/platform/concurrency/lock-waits.js';
import { Transactions } from '../src/platform/database/transactions.js';
import { EventBus } from '../src/platform/events/event-bus.js';
import { FailureGuard } from '../src/platform/errors/failure-guard.js';
import { Metrics } from '../src/platform/metrics/metrics.js';
import { createDatabase, type TestDatabase } from './support/suite-server/test-database.mjs';

const push: Push = {
  event: 'typing.stopped',
  payload: { chatId: 'chat', participantId: 'participant' },
  to: { users: [] },
};

describe('a transaction', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'parley-transactions-'));
  const bus = new EventBus(new FailureGuard(new Metrics()));
  let server: TestDatabase | null;
  let database: Database;
  let transactions: Transactions;
  let received: { push: Push; stored: number }[];

  beforeAll(async () => {
    server = await createDatabase();
    const env = server ? { DATABASE_URL: server.url, JWT_SECRET: 'x'.repeat(32) } : { DATA_DIR: dataDir };
    database = await new Database(databaseOptions(definition, () => readConfig(env))).initialize();
    transactions = new Transactions(database, bus, new LockWaits());
    await database.query('CREATE TABLE written (number integer)');
  });

  afterAll(async () => {
    await database.destroy();
    await server?.drop();
    rmSync(dataDir, { recursive: true });
  });

  beforeEach(async () => {
    await database.query('TRUNCATE written');
    received = [];
  });

  const stored = async (): Promise<number> => (await database.query<unknown[]>('SELECT 1 FROM written')).length;

  it('publishes its events after the commit, and none after a rollback', async () => {
    const reads: Promise<unknown>[] = [];
    const listening = bus.pushes.subscribe((one) =>
      reads.push(stored().then((count) => received.push({ push: one, stored: count }))),
    );
    const write = (then: () => void): Promise<void> =>
      transactions.run(async (tx) => {
        await tx.manager.query('INSERT INTO written VALUES (1)');
        tx.publish(push);
        then();
      });

    await write(() => undefined);
    await expect(
      write(() => {
        throw new Error('second thoughts');
      }),
    ).rejects.toThrow('second thoughts');
    await Promise.all(reads);
    listening.unsubscribe();

    expect(received).toEqual([{ push, stored: 1 }]);
    expect(await stored()).toBe(1);
  });

  it('throws `overloaded` when the database has stopped waiting for a lock, and does not change other errors', async () => {
    const fail = (sql: string): Promise<unknown> => transactions.run((tx) => tx.manager.query(sql));
    await expect(fail("DO $$ BEGIN RAISE EXCEPTION 'locked' USING ERRCODE = '55P03'; END $$")).rejects.toMatchObject({
      code: 'overloaded',
    });
    await expect(fail('SELECT nonsense')).rejects.toThrow('nonsense');
    expect(await stored()).toBe(0);
  });
});

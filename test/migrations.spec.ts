import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { MigrationInterface, QueryRunner } from 'typeorm';

import { definition } from '../ormconfig.js';
import { readConfig } from '../src/platform/config/config.js';
import { Database, type DatabaseDefinition, databaseOptions } from '../src/platform/database/database.js';
import { DatabaseStartError } from '../src/platform/database/start-errors.js';
import { EARLIER } from '../src/platform/database/migrations/adopt-earlier-database.js';
import { createDatabase, type TestDatabase } from './support/suite-server/test-database.mjs';

// Only those of this database: another worker may be migrating its own.
const ADVISORY_LOCKS = `SELECT 1 FROM pg_locks JOIN pg_database ON oid = database
  WHERE datname = current_database() AND locktype = 'advisory'`;
const migrations = definition.migrations as (new () => MigrationInterface)[];
/** The migrations after `Nodes1766600000000`. Those up to it replaced the migrations from before the first release. */
const LATER = migrations.slice(migrations.findIndex(({ name }) => name === 'Nodes1766600000000') + 1);

describe('migrations on the embedded database', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'parley-migrations-'));
  const database = databaseOn({ DATA_DIR: dataDir });

  beforeAll(() => database.initialize());
  afterAll(async () => {
    await database.destroy();
    rmSync(dataDir, { recursive: true });
  });

  it('agree with the entities, and a second run does nothing', () => agreeAndRunOnce(database));
  it('can be run again after the last one was reverted', () => revertAndRepeat(database));
  it('from before the first release are replaced if all were applied, and refused if only some were', () =>
    adopt(database));
});

if (process.env.TEST_DATABASE_URL) {
  describe('migrations on PostgreSQL', () => {
    let server: TestDatabase;
    const node = (of = definition): Promise<Database> =>
      databaseOn({ DATABASE_URL: server.url, JWT_SECRET: 'x'.repeat(32) }, of).initialize();

    beforeAll(async () => {
      server = (await createDatabase())!;
    });
    afterAll(() => server.drop());

    it('run once when several nodes start at the same moment', async () => {
      const slowed = { ...definition, migrations: [slow(migrations[0]!), ...migrations.slice(1)] };
      const nodes = await Promise.all([1, 2, 3].map(() => node(slowed)));
      const made = await Promise.all(nodes.map(async (one) => (await one.runMigrations()).length));
      await Promise.all(nodes.map((one) => one.destroy()));
      expect(made.sort()).toEqual([0, 0, migrations.length]);
    });

    it('agree with the entities, release their lock, restore the lock_timeout, and can be run again', async () => {
      const database = await node();
      try {
        await agreeAndRunOnce(database);
        await revertAndRepeat(database);
        await adopt(database);
        expect(await database.query(ADVISORY_LOCKS)).toEqual([]);
        expect(await database.query('SHOW lock_timeout')).toEqual([{ lock_timeout: '1s' }]);
      } finally {
        await database.destroy();
      }
    });
  });
}

function databaseOn(env: NodeJS.ProcessEnv, of: DatabaseDefinition = definition): Database {
  return new Database(databaseOptions(of, () => readConfig({ SEED_DEMO: 'false', ...env })));
}

async function agreeAndRunOnce(database: Database): Promise<void> {
  await database.runMigrations();
  const { upQueries } = await database.driver.createSchemaBuilder().log();
  expect(upQueries.map(({ query }) => query)).toEqual([]);
  expect(await database.runMigrations()).toEqual([]);
  expect(await database.showMigrations()).toBe(false);
}

async function revertAndRepeat(database: Database): Promise<void> {
  await database.undoLastMigration();
  expect(await database.showMigrations()).toBe(true);
  expect(await database.runMigrations()).toHaveLength(1);
}

async function adopt(database: Database): Promise<void> {
  const applied = async () => {
    const found: { name: string }[] = await database.query('select name from migrations order by name');
    return found.map(({ name }) => name);
  };
  const pretend = async (names: string[]) => {
    await database.query('delete from migrations');
    await database.query('insert into migrations (name, timestamp) select name, 0 from unnest($1::text[]) n (name)', [
      names,
    ]);
  };
  const current = await applied();
  const epoch: unknown = await database.query('select id from epoch');
  for (let left = LATER.length; left > 0; left--) await database.undoLastMigration();

  const some = EARLIER.slice(0, 3);
  await pretend(some);
  const refused = database.runMigrations();
  await expect(refused).rejects.toBeInstanceOf(DatabaseStartError);
  await expect(refused).rejects.toThrow(/only 3 of the 17 migrations .* start the last commit/);
  expect(await applied()).toEqual([...some].sort());

  await pretend(EARLIER);
  expect(await database.runMigrations()).toHaveLength(LATER.length);
  expect(await applied()).toEqual(current);
  expect(await database.showMigrations()).toBe(false);
  expect(await database.query('select id from epoch')).toEqual(epoch);
}

/** The same migration, but slower than the lock_timeout of the pool. The other nodes must wait for it nevertheless. */
function slow(Migration: new () => MigrationInterface): new () => MigrationInterface {
  class Slow extends Migration {
    override async up(runner: QueryRunner): Promise<void> {
      await runner.query('SELECT pg_sleep(1.5)');
      await super.up(runner);
    }
  }
  return Object.defineProperty(Slow, 'name', { value: Migration.name });
}

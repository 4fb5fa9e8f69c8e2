import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { QueryRunner } from 'typeorm';

import { definition } from '../ormconfig.js';
import { readConfig } from '../src/platform/config/config.js';
import { Database, databaseOptions } from '../src/platform/database/database.js';
import {
  installFunctions,
  type SqlFunction,
  sqlFunctions,
} from '../src/platform/database/functions/install-functions.js';
import { createDatabase, type TestDatabase } from './support/suite-server/test-database.mjs';

let server: TestDatabase | null;
let database: Database;
const dataDir = mkdtempSync(join(tmpdir(), 'parley-functions-'));

beforeAll(async () => {
  server = await createDatabase();
  const env = server ? { DATABASE_URL: server.url, JWT_SECRET: 'x'.repeat(32) } : { DATA_DIR: dataDir };
  database = await new Database(databaseOptions(definition, () => readConfig(env))).initialize();
  await database.runMigrations();
});
afterAll(async () => {
  await database.destroy();
  await server?.drop();
  rmSync(dataDir, { recursive: true });
});

describe('the SQL functions', () => {
  it('in the database are exactly those that have a file, except for those of triggers, which belong to their table', async () => {
    const found = await ask<{ name: string }>(
      `select proname::text name from pg_proc
       where pronamespace = 'public'::regnamespace and prorettype <> 'trigger'::regtype order by 1`,
    );
    const files = sqlFunctions().map(({ name }) => name);
    expect(files).toContain('append_sends');
    expect(found.map(({ name }) => name)).toEqual(files.sort());
  });

  it.each(sqlFunctions())(
    '$name equals its file, and this test notices a change made in the database',
    async (file) => {
      const before = await storedDefinition(file.name);
      expect(before).toBe(await definitionFromFile(file));

      await ask(before.replace(/\bbegin\b/, 'begin -- changed by hand'));
      const after = await storedDefinition(file.name);
      await ask(before);
      expect(after).not.toBe(await definitionFromFile(file));
    },
  );

  it('are installed at the next start when their text has changed, and not otherwise', async () => {
    const [file] = sqlFunctions();
    const earlier = { ...file!, text: file!.text.replace(/\bbegin\b/, 'begin -- as it was before') };
    expect(await install([earlier])).toEqual([file!.name]);
    expect(await storedDefinition(file!.name)).toContain('as it was before');

    await database.runMigrations();
    expect(await storedDefinition(file!.name)).toBe(await definitionFromFile(file!));

    const version = await writingTransaction(file!.name);
    await database.runMigrations();
    expect(await writingTransaction(file!.name)).toBe(version);
    expect(await install(sqlFunctions())).toEqual([]);
  });

  it('all stay as they were when one of them cannot be installed', async () => {
    const [file] = sqlFunctions();
    const before = await storedDefinition(file!.name);
    const changed = { ...file!, text: file!.text.replace(/\bbegin\b/, 'begin -- half of a release') };
    const broken = { name: 'broken', text: 'create or replace function broken() returns' };

    await expect(install([changed, broken])).rejects.toThrow('syntax error');
    expect(await storedDefinition(file!.name)).toBe(before);
    expect(await install(sqlFunctions())).toEqual([]);
  });
});

const ask = <Row>(sql: string, values: unknown[] = []): Promise<Row[]> => database.query(sql, values);

const install = (functions: SqlFunction[]): Promise<string[]> =>
  onOneConnection((runner) => installFunctions(runner, functions));

/** The embedded database has only one connection, which must be released at once. */
async function onOneConnection<T>(work: (runner: QueryRunner) => Promise<T>): Promise<T> {
  const runner = database.createQueryRunner();
  try {
    return await work(runner);
  } finally {
    await runner.release();
  }
}

const DEFINITION = 'select pg_get_functiondef($1::regproc) as text';

/** The definition of a function in the database. */
async function storedDefinition(name: string): Promise<string> {
  const [row] = await ask<{ text: string }>(DEFINITION, [name]);
  return row!.text;
}

/** The definition that the file of a function creates: PostgreSQL does not store the text of the file as it is. */
function definitionFromFile({ name, text }: SqlFunction): Promise<string> {
  return onOneConnection(async (runner) => {
    await runner.startTransaction();
    try {
      await runner.query(text);
      const [row] = (await runner.query(DEFINITION, [name])) as { text: string }[];
      return row!.text;
    } finally {
      await runner.rollbackTransaction();
    }
  });
}

/** The transaction that wrote the function last. It changes with each write, also of the same text. */
async function writingTransaction(name: string): Promise<string> {
  const [row] = await ask<{ xmin: string }>('select xmin::text from pg_proc where oid = $1::regproc', [name]);
  return row!.xmin;
}

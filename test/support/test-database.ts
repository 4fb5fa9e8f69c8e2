import { Client } from 'pg';

/** A database of its own on the PostgreSQL server the tests were given. */
export interface TestDatabase {
  url: string;
  drop: () => Promise<void>;
}

/** @returns null where no TEST_DATABASE_URL is given: then the embedded database is tested */
export async function createDatabase(): Promise<TestDatabase | null> {
  const given = process.env.TEST_DATABASE_URL;
  if (!given) return null;
  const name = `parley_test_${process.pid}_${Math.random().toString(36).slice(2)}`;
  await ask(given, `create database ${name}`);
  const url = new URL(given);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => ask(given, `drop database if exists ${name} with (force)`) };
}

async function ask(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

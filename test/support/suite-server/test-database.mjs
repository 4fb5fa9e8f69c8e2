import { Client } from 'pg';

/** @returns a new database on the server of TEST_DATABASE_URL; null if that is not set: then the embedded database is tested */
export async function createDatabase() {
  const given = process.env.TEST_DATABASE_URL;
  if (!given) return null;
  const name = `parley_test_${process.pid}_${Math.random().toString(36).slice(2)}`;
  await ask(given, `create database ${name}`);
  const url = new URL(given);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => ask(given, `drop database if exists ${name} with (force)`) };
}

async function ask(url, sql) {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

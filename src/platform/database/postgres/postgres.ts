import type { PoolConfig } from 'pg';

import { DatabaseStartError } from '../database-start-error.js';
import { WatchedClient } from './watched-client.js';

const OLDEST_VERSION = 15;

/**
 * Settings of the pool for a PostgreSQL server. The limits are sent in the first packet of each connection, so they cost no round trip. They
 * limit a wait for a connection to 3 s, and for a statement to 4.5 s, whatever the server does.
 */
export function postgresPool(url: string): PoolConfig & { Client: typeof WatchedClient } {
  if (!URL.canParse(url))
    throw new DatabaseStartError('DATABASE_URL is not a valid URL: check it for unescaped characters.');
  return {
    connectionString: url,
    application_name: 'parley',
    max: 10,
    keepAlive: true,
    Client: WatchedClient,
    connectionTimeoutMillis: 3_000,
    statement_timeout: 4_000,
    lock_timeout: 1_000,
    idle_in_transaction_session_timeout: 5_000,
  };
}

/** The error of the first connection, as a sentence with the server and without the password. */
export function cannotConnect(url: string, error: unknown): DatabaseStartError {
  return new DatabaseStartError(
    `Cannot connect to PostgreSQL at ${placeOf(url)}: ${reasonOf(error)}. Check DATABASE_URL and that the server runs.`,
  );
}

/** The error for a server that is too old for the queries; undefined when its version is sufficient. */
export function tooOld(url: string, version = ''): DatabaseStartError | undefined {
  if (Number.parseInt(version, 10) >= OLDEST_VERSION) return undefined;
  return new DatabaseStartError(
    `PostgreSQL ${version} at ${placeOf(url)} is too old: Parley needs ${OLDEST_VERSION} or later.`,
  );
}

/** Host, port and database of the URL, without the password. */
export function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

function reasonOf(error: unknown): string {
  // A host name with several addresses fails with one error per address, and without a message of its own.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? first.message : String(first);
}

import type { PoolConfig } from 'pg';

import { DatabaseStartError } from '../database-start-error.js';
import { WatchedClient } from './watched-client.js';

const OLDEST_VERSION = 15;

/**
 * The pool on a PostgreSQL server. The limits travel in each connection's first packet, so they cost no round trip. Together they
 * answer within 5 s whatever the server does: 3 s to get a connection, 4.5 s for a statement.
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

/** The error of a first connection, as a sentence that names the server and never the password. */
export function cannotConnect(url: string, error: unknown): DatabaseStartError {
  return new DatabaseStartError(
    `Cannot connect to PostgreSQL at ${placeOf(url)}: ${reasonOf(error)}. Check DATABASE_URL and that the server runs.`,
  );
}

/** The complaint about a server that lacks what the queries need; undefined when it will do. */
export function tooOld(url: string, version = ''): DatabaseStartError | undefined {
  if (Number.parseInt(version, 10) >= OLDEST_VERSION) return undefined;
  return new DatabaseStartError(
    `PostgreSQL ${version} at ${placeOf(url)} is too old: Parley needs ${OLDEST_VERSION} or later.`,
  );
}

/** Host, port and database of the URL: what may be shown. */
export function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

function reasonOf(error: unknown): string {
  // A name with several addresses fails with one error for each and no message of its own.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? first.message : String(first);
}

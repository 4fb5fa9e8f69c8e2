import pg, { type ClientConfig, type PoolConfig } from 'pg';

import { preparedName } from '../prepared.js';
import { DatabaseStartError } from '../start-errors.js';

/** Milliseconds. It is longer than `statement_timeout`, after which a server that works has cancelled the statement. */
const SILENT_AFTER = 4_500;
const CHECK_EVERY = 500;

/** Parts of `pg` that its types leave out. */
interface WithConnection {
  connection: NodeJS.EventEmitter & { stream: { destroy(error: Error): void } };
}

/** Since when each open connection of this process waits for an answer; null when it waits for none. */
const waiting = new Map<WatchedClient, number | null>();
let lastCheck = 0;
let checking: NodeJS.Timeout | undefined;

/**
 * A connection that is destroyed when the server has not answered for 4.5 s. Without it, a connection to a frozen server, or to one behind a
 * broken network, would stay open for ever. Its query fails like that of any lost connection. Idle connections are destroyed too, because
 * they lead to the same server.
 */
export class WatchedClient extends pg.Client {
  private isTimeoutSuspended = false;

  constructor(config?: string | ClientConfig) {
    super(config);
    waiting.set(this, null);
    checking ??= setInterval(checkClients, CHECK_EVERY).unref();
    const { connection } = this as unknown as WithConnection;
    connection.on('readyForQuery', () => waiting.has(this) && waiting.set(this, performance.now()));
    this.on('drain', () => waiting.has(this) && waiting.set(this, null));
    this.once('end', () => waiting.delete(this));
  }

  /** Turns the time limit of this connection off or on, for migrations: see database.ts. */
  suspendTimeout(isSuspended: boolean): void {
    this.isTimeoutSuspended = isSuspended;
  }

  override query: pg.Client['query'] = (query: unknown, ...args: unknown[]): never => {
    if (waiting.get(this) === null) waiting.set(this, performance.now());
    const name = typeof query === 'string' ? preparedName(query) : undefined;
    const given = name === undefined ? query : { name, text: query };
    return (super.query as (...args: unknown[]) => never)(given, ...args);
  };

  /** @returns true when it has waited longer for an answer than a working server needs */
  isSilent(now: number): boolean {
    const since = waiting.get(this) ?? null;
    return !this.isTimeoutSuspended && since !== null && now - since > SILENT_AFTER;
  }

  giveUp(): void {
    waiting.delete(this);
    const { connection } = this as unknown as WithConnection;
    connection.stream.destroy(new Error('Connection terminated: the server does not answer'));
  }
}

function checkClients(): void {
  const now = performance.now();
  const wasBusy = now - lastCheck > 2 * CHECK_EVERY;
  lastCheck = now;
  // The process was busy, so it may not have read answers that have arrived. The next check decides.
  if (wasBusy) return;
  const clients = [...waiting.keys()];
  if (!clients.some((client) => client.isSilent(now))) return;
  for (const client of clients) if (client.isSilent(now) || waiting.get(client) === null) client.giveUp();
}

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
    // Compiling a statement takes longer than any of ours runs, and PostgreSQL does it whenever its estimate is high.
    options: '-c jit=off',
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

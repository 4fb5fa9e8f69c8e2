import pg, { type ClientConfig } from 'pg';

/** Milliseconds. It is longer than `statement_timeout`, after which a server that works has cancelled the statement. */
const SILENT_AFTER = 4_500;
const LOOK_EVERY = 500;

/** Parts of `pg` that its types leave out. */
interface WithConnection {
  connection: NodeJS.EventEmitter & { stream: { destroy(error: Error): void } };
}

/** Since when each open connection of this process waits for an answer; null when it waits for none. */
const waiting = new Map<WatchedClient, number | null>();
let lastLook = 0;
let looking: NodeJS.Timeout | undefined;

/**
 * A connection that is destroyed when the server has not answered for 4.5 s. Without it, a connection to a frozen server, or to one behind a
 * broken network, would stay open for ever. Its query fails like that of any lost connection. Idle connections are destroyed too, because
 * they lead to the same server.
 */
export class WatchedClient extends pg.Client {
  private isPatient = false;

  constructor(config?: string | ClientConfig) {
    super(config);
    waiting.set(this, null);
    looking ??= setInterval(look, LOOK_EVERY).unref();
    const { connection } = this as unknown as WithConnection;
    connection.on('readyForQuery', () => waiting.has(this) && waiting.set(this, performance.now()));
    this.on('drain', () => waiting.has(this) && waiting.set(this, null));
    this.once('end', () => waiting.delete(this));
  }

  /** Turns the time limit of this connection off or on, for migrations: see migrate.ts. */
  bePatient(isPatient: boolean): void {
    this.isPatient = isPatient;
  }

  override query: pg.Client['query'] = (...args: unknown[]): never => {
    if (waiting.get(this) === null) waiting.set(this, performance.now());
    return (super.query as (...args: unknown[]) => never)(...args);
  };

  /** @returns true when it has waited longer for an answer than a working server needs */
  isSilent(now: number): boolean {
    const since = waiting.get(this) ?? null;
    return !this.isPatient && since !== null && now - since > SILENT_AFTER;
  }

  giveUp(): void {
    waiting.delete(this);
    const { connection } = this as unknown as WithConnection;
    connection.stream.destroy(new Error('Connection terminated: the server does not answer'));
  }
}

function look(): void {
  const now = performance.now();
  const wasBusy = now - lastLook > 2 * LOOK_EVERY;
  lastLook = now;
  // The process was busy, so it may not have read answers that have arrived. The next look decides.
  if (wasBusy) return;
  const clients = [...waiting.keys()];
  if (!clients.some((client) => client.isSilent(now))) return;
  for (const client of clients) if (client.isSilent(now) || waiting.get(client) === null) client.giveUp();
}

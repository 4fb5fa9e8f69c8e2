import pg, { type ClientConfig } from 'pg';

/** Milliseconds. Longer than the server's own `statement_timeout`: a server that is still there has ended the statement by then. */
const SILENT_AFTER = 4_500;
const LOOK_EVERY = 500;

/** Parts of `pg` that its types leave out. */
interface WithConnection {
  connection: NodeJS.EventEmitter & { stream: { destroy(error: Error): void } };
}

/** Every open connection of this process, by when it began to wait for an answer; null: it waits for none. */
const waiting = new Map<WatchedClient, number | null>();
let lastLook = 0;
let looking: NodeJS.Timeout | undefined;

/**
 * A connection that is destroyed when the server has not answered for 4.5 s. A server that is frozen, or cut off without a word, would
 * keep it for ever otherwise. Its query fails like that of any lost connection, and the idle connections go with it: they lead to the
 * same silence.
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

  /** Whether statements of this connection may take as long as they take: see migrate.ts. */
  bePatient(isPatient: boolean): void {
    this.isPatient = isPatient;
  }

  override query: pg.Client['query'] = (...args: unknown[]): never => {
    if (waiting.get(this) === null) waiting.set(this, performance.now());
    return (super.query as (...args: unknown[]) => never)(...args);
  };

  /** @returns whether it waits for an answer longer than a server that is there would take */
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
  // This process has not read yet what came while it was busy: the next look will tell.
  if (wasBusy) return;
  const clients = [...waiting.keys()];
  if (!clients.some((client) => client.isSilent(now))) return;
  for (const client of clients) if (client.isSilent(now) || waiting.get(client) === null) client.giveUp();
}

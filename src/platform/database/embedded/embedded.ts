import { join } from 'node:path';

import type { PoolConfig } from 'pg';

import { DatabaseStartError } from '../start-errors.js';
import { lockDataDir } from './data-dir-lock.js';
import { DatabaseThread } from './database-thread.js';
import { cannotOpen } from './file-errors.js';
import type { Place } from './first-files.js';

/** The embedded database: PGlite in a thread of this process, with its files in `DATA_DIR/postgres`. */
export interface Embedded {
  /** Settings for the `pg` pool to connect to it. */
  pool: PoolConfig;
  /** Closes the database, then releases the lock on the directory. A second call does nothing. */
  close(): Promise<void>;
}

/** A database that is opened ahead, until `openEmbedded` takes it. */
let ahead: { dataDir: string; embedded: Promise<Embedded> } | undefined;

/**
 * Begins to open the database in its thread, while the rest of the server is loaded. Both take about as long. If it fails,
 * `openEmbedded` throws the reason.
 */
export function openAhead(place: Place): void {
  const embedded = open(place);
  embedded.catch(() => undefined);
  ahead = { dataDir: place.dataDir, embedded };
}

/** @throws DatabaseStartError when the directory is in use or its files cannot be opened */
export function openEmbedded(place: Place): Promise<Embedded> {
  const begun = ahead;
  if (begun?.dataDir !== place.dataDir) return open(place);
  ahead = undefined;
  return begun.embedded;
}

async function open(place: Place): Promise<Embedded> {
  const lock = lockDataDir(place.dataDir);
  try {
    const thread = await DatabaseThread.open(place);
    let closing: Promise<void> | undefined;
    return {
      pool: poolOver(thread),
      close: () => (closing ??= thread.close().finally(() => lock.release())),
    };
  } catch (error) {
    lock.release();
    throw new DatabaseStartError(cannotOpen(join(place.dataDir, 'postgres'), error as Error), { cause: error });
  }
}

/** There is one session. The pool gives it to one client at a time, and never closes it because it is idle. */
function poolOver(thread: DatabaseThread): PoolConfig {
  return {
    stream: () => thread.connect(),
    user: 'postgres',
    database: 'postgres',
    max: 1,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: 5_000,
  };
}

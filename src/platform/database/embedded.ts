import { cpSync, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { PGlite } from '@electric-sql/pglite';
import { btree_gin } from '@electric-sql/pglite/contrib/btree_gin';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import type { PoolConfig } from 'pg';

import { cannotOpen } from './damage.js';
import { lockDataDir } from './data-dir-lock.js';
import { DatabaseStartError } from './database-start-error.js';
import { findTemplate } from './template.js';

/** PGlite: PostgreSQL inside this process, its files in `DATA_DIR/postgres`. */
export interface Embedded {
  /** What the `pg` pool needs to talk to it. */
  pool: PoolConfig;
  /** Closes the database, then gives the directory back. A second call does nothing. */
  close(): Promise<void>;
}

/** @throws DatabaseStartError when the directory is in use or what is in it cannot be opened */
export async function openEmbedded(dataDir: string): Promise<Embedded> {
  const lock = lockDataDir(dataDir);
  const home = join(dataDir, 'postgres');
  try {
    if (!existsSync(join(home, 'PG_VERSION'))) await furnish(home);
    const pglite = await openPGlite(home);
    let closing: Promise<void> | undefined;
    return {
      pool: poolOver(pglite),
      close: () => (closing ??= pglite.close().finally(() => lock.release())),
    };
  } catch (error) {
    lock.release();
    throw new DatabaseStartError(cannotOpen(home, error as Error), { cause: error });
  }
}

/**
 * Makes the files of a first start. They are made beside their place and moved there when whole,
 * so a start that is killed half way leaves nothing behind that a next start could take for a database.
 */
async function furnish(home: string): Promise<void> {
  const draft = `${home}.new`;
  const template = findTemplate();
  await rm(draft, { recursive: true, force: true });
  // Nothing else runs yet that could be blocked, and `cp` takes three times as long.
  if (template) cpSync(template, draft, { recursive: true });
  else await openPGlite(draft).then((pglite) => pglite.close());
  await rename(draft, home);
}

async function openPGlite(directory: string): Promise<PGlite> {
  // Not relaxed: a query answers after its files are written, so what was acknowledged survives `kill -9`.
  return PGlite.create({ dataDir: directory, extensions: { pg_trgm, btree_gin }, relaxedDurability: false });
}

function poolOver(pglite: PGlite): PoolConfig {
  // There is one session: the pool hands it to one client at a time, and never closes it for being idle.
  return Object.assign(createPgConfig(pglite), { max: 1, idleTimeoutMillis: 0, connectionTimeoutMillis: 5_000 });
}

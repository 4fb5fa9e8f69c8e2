import { cpSync, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { PoolConfig } from 'pg';

import { cannotOpen, openPGlite } from './pglite.js';
import { lockDataDir } from './data-dir-lock.js';
import { closeTree } from '../../process/private-files.js';
import { DatabaseStartError } from '../database-errors.js';
import { DatabaseThread } from './database-thread.js';

/**
 * Where the build puts a migrated, empty database (scripts/make-template.mjs), relative to built code and to code that runs from its
 * sources, as in tests. Copying it takes a fraction of the time of initdb and the migrations.
 */
const TEMPLATES = ['../../../../pglite-template', '../../../../dist/pglite-template'];

/** The embedded database: PGlite in a thread of this process, with its files in `DATA_DIR/postgres`. */
export interface Embedded {
  /** Settings for the `pg` pool to connect to it. */
  pool: PoolConfig;
  /** Closes the database, then releases the lock on the directory. A second call does nothing. */
  close(): Promise<void>;
}

/** @throws DatabaseStartError when the directory is in use or its files cannot be opened */
export async function openEmbedded(dataDir: string): Promise<Embedded> {
  const lock = lockDataDir(dataDir);
  const home = join(dataDir, 'postgres');
  try {
    if (!existsSync(join(home, 'PG_VERSION'))) await createFiles(home);
    const thread = await DatabaseThread.open(home);
    let closing: Promise<void> | undefined;
    return {
      pool: poolOver(thread),
      close: () => (closing ??= thread.close().finally(() => lock.release())),
    };
  } catch (error) {
    lock.release();
    throw new DatabaseStartError(cannotOpen(home, error as Error), { cause: error });
  }
}

/**
 * Creates the files of a first start. They are created in another directory and then renamed, so that a start that is killed leaves no
 * incomplete database.
 */
async function createFiles(home: string): Promise<void> {
  const draft = `${home}.new`;
  const template = findTemplate();
  await rm(draft, { recursive: true, force: true });
  // Blocking is fine, because nothing else runs yet. `cp` takes three times as long.
  if (template) cpSync(template, draft, { recursive: true });
  else await openPGlite(draft).then((pglite) => pglite.close());
  closeTree(draft);
  await rename(draft, home);
}

/** @returns the path of the template; undefined before the first build */
function findTemplate(): string | undefined {
  return TEMPLATES.map((place) => fileURLToPath(new URL(place, import.meta.url))).find((path) => existsSync(path));
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

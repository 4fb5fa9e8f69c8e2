/** Finds the installed PostgreSQL, and the user that it may run as. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const DEBIAN = '/usr/lib/postgresql';

/** PostgreSQL refuses to run as root: then this is `{ uid, gid }` of its own user, otherwise nothing. */
export function serverUser() {
  if (process.getuid?.() !== 0) return {};
  const id = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** The folder of `initdb` and `postgres`. Debian has them by version, outside the PATH; elsewhere `pg_config` knows. */
export function binaries() {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).filter((name) => Number(name) >= 15) : [];
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
  if (newest) return join(DEBIAN, newest, 'bin');
  try {
    return execFileSync('pg_config', ['--bindir'], { encoding: 'utf8' }).trim();
  } catch {
    throw new Error('PostgreSQL 15 or later is not installed here: on Debian, `apt-get install postgresql`');
  }
}

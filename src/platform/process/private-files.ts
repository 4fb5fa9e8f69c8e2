import { chmodSync, existsSync, lstatSync, readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/** The permissions of the group and of all other users. */
const OTHERS = 0o077;
/** All entries that Parley creates in its data directory. */
const OURS = new Set([
  'media',
  'outbox',
  'processing',
  'postgres',
  'postgres.new',
  'jwt-secret',
  'jwt-secret.new',
  'parley.lock',
]);
/** Some file systems create this directory in each volume. */
const OF_THE_VOLUME = 'lost+found';

/** Makes new files readable only by the user of this process. Sets the umask of the whole process, which a worker thread cannot do. */
export function keepNewFilesPrivate(): void {
  process.umask(OTHERS);
}

/**
 * Closes a data directory to other users of the machine: directories become 0700, files 0600. The directory itself is not changed when
 * it has entries that are not Parley's. Uploads are not checked one by one: they were created as 0600, and there may be millions.
 * @returns the paths that stay open, because they belong to another user
 */
export function makeDataDirPrivate(dataDir: string): string[] {
  if (process.platform === 'win32' || !existsSync(dataDir)) return [];
  const home = realpathSync(dataDir);
  const entries = entriesOf(home).filter((name) => name !== OF_THE_VOLUME);
  const ours = entries.filter((name) => OURS.has(name));
  const open = ours.flatMap((name) => closeTree(join(home, name), name === 'media' ? 1 : Infinity));
  return ours.length < entries.length || close(home) ? open : [home, ...open];
}

/** Closes a file, or a directory with everything up to `depth` levels below it. @returns the paths that stay open */
function closeTree(path: string, depth = Infinity): string[] {
  return process.platform === 'win32' ? [] : [...tree(path, depth)].filter((one) => !close(one));
}

/** The path, and everything up to `depth` levels below it. */
function* tree(path: string, depth: number): Generator<string> {
  yield path;
  if (depth > 0) for (const entry of entriesOf(path)) yield* tree(join(path, entry), depth - 1);
}

/** @returns true when it is closed now, or does not exist. A symbolic link is not followed. */
function close(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found || found.isSymbolicLink() || (found.mode & OTHERS) === 0) return true;
  try {
    chmodSync(path, found.mode & 0o700);
    return true;
  } catch {
    return false;
  }
}

/** The entries of a directory. None when it is not a directory, is a link, or cannot be read: the code that needs it reports that. */
function entriesOf(path: string): string[] {
  try {
    return lstatSync(path).isDirectory() ? readdirSync(path) : [];
  } catch {
    return [];
  }
}

import { chmodSync, existsSync, lstatSync, readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/** What the group and everybody else may do with a file. */
const OTHERS = 0o077;
/** Everything that Parley makes in its data directory. */
const OURS = new Set(['media', 'postgres', 'postgres.new', 'jwt-secret', 'jwt-secret.new', 'parley.lock']);
/** Some file systems put this into each volume. */
const OF_THE_VOLUME = 'lost+found';

/** From here on, what this process makes can only be opened by its own user. For the whole process, so not for a worker thread. */
export function keepNewFilesPrivate(): void {
  process.umask(OTHERS);
}

/**
 * Closes what is in a data directory to other users of the machine: directories become 0700, files 0600. The directory itself is
 * left alone where it holds things of others, too. Uploads are not looked at one by one: they were made 0600, and may be millions.
 * @returns the paths that stay open, because they belong to another user
 */
export function closeDataDir(dataDir: string): string[] {
  if (process.platform === 'win32' || !existsSync(dataDir)) return [];
  const home = realpathSync(dataDir);
  const entries = entriesOf(home).filter((name) => name !== OF_THE_VOLUME);
  const ours = entries.filter((name) => OURS.has(name));
  const open = ours.flatMap((name) => closeTree(join(home, name), name === 'media' ? 1 : Infinity));
  return ours.length < entries.length || close(home) ? open : [home, ...open];
}

/** The same for a file, or a directory and what is so many directories below it. */
export function closeTree(path: string, depth = Infinity): string[] {
  return process.platform === 'win32' ? [] : [...tree(path, depth)].filter((one) => !close(one));
}

/** The path, and what is so many directories below it. */
function* tree(path: string, depth: number): Generator<string> {
  yield path;
  if (depth > 0) for (const entry of entriesOf(path)) yield* tree(join(path, entry), depth - 1);
}

/** @returns whether it is closed now, or gone. A link is not followed. */
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

/** Nothing where it is no directory, or a link to one, or cannot be read: whatever needs it complains. */
function entriesOf(path: string): string[] {
  try {
    return lstatSync(path).isDirectory() ? readdirSync(path) : [];
  } catch {
    return [];
  }
}

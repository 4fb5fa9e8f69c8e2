import { resolve } from 'node:path';

/** SQLSTATEs of damaged files: corrupted data or index, a missing or unreadable file. */
const DAMAGED = new Set(['XX001', 'XX002', '58P01', '58030']);

/** Whether the files of the database are damaged, for example because they were copied while it ran, or because the disk failed. */
export function isDamage(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && DAMAGED.has(code);
}

/** A sentence for the person who starts the server: why the files of the database cannot be opened. */
export function cannotOpen(directory: string, error: Error): string {
  const why = error.message.split('\n', 1)[0]?.replace(/\.$/, '') ?? '';
  const place = `The database in ${resolve(directory)} cannot be opened`;
  if (isOfTheSystem(error)) return `${place}: ${why}. See that this user may write there and that the disk has room.`;
  return (
    `${place}, because its files are damaged or incomplete (${why}): restore the whole data directory from a backup that was ` +
    'made while the server did not run, or set DATA_DIR to an empty directory to begin anew.'
  );
}

/** An error of the operating system, such as a directory that may not be read, or a full disk. */
const isOfTheSystem = (error: NodeJS.ErrnoException): boolean => error.syscall !== undefined;

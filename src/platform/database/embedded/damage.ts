import { resolve } from 'node:path';

/** PostgreSQL's codes for files that are not as it wrote them: damaged data or index, a missing or unreadable file. */
const DAMAGED = new Set(['XX001', 'XX002', '58P01', '58030']);

/** Whether the files of the database are damaged, as after a copy that was made while it ran, or a disk that failed. */
export function isDamage(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && DAMAGED.has(code);
}

/** Why the files of the database cannot be opened, in one sentence for who started the server. */
export function cannotOpen(directory: string, error: Error): string {
  const why = error.message.split('\n', 1)[0]?.replace(/\.$/, '') ?? '';
  const place = `The database in ${resolve(directory)} cannot be opened`;
  if (isOfTheSystem(error)) return `${place}: ${why}. See that this user may write there and that the disk has room.`;
  return (
    `${place}, because its files are damaged or incomplete (${why}): restore the whole data directory from a backup that was ` +
    'made while the server did not run, or set DATA_DIR to an empty directory to begin anew.'
  );
}

/** Such as a directory that may not be read, or a full disk. */
const isOfTheSystem = (error: NodeJS.ErrnoException): boolean => error.syscall !== undefined;

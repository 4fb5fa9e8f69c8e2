import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { tryLock } from 'fs-native-extensions';

import { DatabaseStartError } from '../start-errors.js';

/** A lock that a process holds while it uses the embedded database. The operating system releases it, even after `kill -9`. */
export interface DataDirLock {
  release(): void;
}

/**
 * Locks a data directory. PGlite takes no lock of its own, and two processes on one directory silently lose rows. A second lock within this
 * process is refused too.
 * @throws DatabaseStartError when the directory is in use; nothing in it is changed then
 */
export function lockDataDir(dataDir: string): DataDirLock {
  const path = join(dataDir, 'parley.lock');
  const fd = open(dataDir, path);
  if (!tryLock(fd)) {
    const holder = holderIn(path);
    closeSync(fd);
    throw new DatabaseStartError(
      `The data directory ${resolve(dataDir)} is in use by another Parley${holder}: stop that one, or set DATA_DIR to another directory.`,
    );
  }
  noteHolder(fd);
  // The file is not removed, because then two processes could lock two files of the same name.
  return { release: () => closeSync(fd) };
}

function open(dataDir: string, path: string): number {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    return openSync(path, 'a+', 0o600);
  } catch (error) {
    throw new DatabaseStartError(
      `The data directory ${resolve(dataDir)} cannot be used: ${(error as Error).message}. Set DATA_DIR to one that this user may write.`,
    );
  }
}

/** Writes the process id into the file, for the error of another process. It may fail on a full disk. */
function noteHolder(fd: number): void {
  try {
    ftruncateSync(fd);
    writeSync(fd, `${process.pid}\n`);
  } catch {
    // The lock does not depend on it.
  }
}

function holderIn(path: string): string {
  try {
    const pid = readFileSync(path, 'utf8').trim();
    return pid === '' ? '' : ` (process ${pid})`;
  } catch {
    // With mandatory locks the file cannot be read. The error is right without the number.
    return '';
  }
}

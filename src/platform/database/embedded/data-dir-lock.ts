import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { tryLock } from 'fs-native-extensions';

import { DatabaseStartError } from '../database-start-error.js';

/** Held while a process uses the embedded database; the operating system takes it back even after `kill -9`. */
export interface DataDirLock {
  release(): void;
}

/**
 * PGlite takes no lock of its own, and two processes on one directory silently lose rows.
 * Also refuses a second holder within this process.
 * @throws DatabaseStartError when the directory is in use, having changed nothing in it
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
  // The file stays: removing it would let two processes lock two files of the same name.
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

/** For the sentence that another process gets. On a full disk it does without. */
function noteHolder(fd: number): void {
  try {
    ftruncateSync(fd);
    writeSync(fd, `${process.pid}\n`);
  } catch {
    // The lock holds all the same.
  }
}

function holderIn(path: string): string {
  try {
    const pid = readFileSync(path, 'utf8').trim();
    return pid === '' ? '' : ` (process ${pid})`;
  } catch {
    // Where locks are mandatory the file cannot be read; the sentence is true without the number.
    return '';
  }
}

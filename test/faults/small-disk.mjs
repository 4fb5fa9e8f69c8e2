import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BLOCK = Buffer.alloc(4 * 1024 * 1024, 'x');

/** A disk of a few megabytes, in memory, that can be filled and emptied. Only root may mount one. */
export class SmallDisk {
  /** @returns whether this user may mount one */
  static isAllowed() {
    try {
      SmallDisk.mount(1).unmount();
      return true;
    } catch {
      return false;
    }
  }

  static mount(megabytes) {
    const path = mkdtempSync(join(tmpdir(), 'parley-disk-'));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', path], { stdio: 'ignore' });
    } catch (error) {
      rmdirSync(path);
      throw error;
    }
    return new SmallDisk(path);
  }

  constructor(path) {
    this.path = path;
    this.filler = join(path, 'filler');
    process.once('exit', this.unmount);
  }

  get isFull() {
    return statfsSync(this.path).bavail === 0;
  }

  /** Fills the disk to the last byte. */
  fill() {
    const file = openSync(this.filler, 'a');
    for (let size = BLOCK.length; size >= 1;) {
      try {
        writeSync(file, BLOCK, 0, size);
      } catch (error) {
        if (error.code !== 'ENOSPC') throw error;
        size = Math.floor(size / 2);
      }
    }
    closeSync(file);
  }

  free() {
    rmSync(this.filler, { force: true });
  }

  /** Works also if a file on it is still open. */
  unmount = () => {
    process.off('exit', this.unmount);
    execFileSync('umount', ['--lazy', this.path], { stdio: 'ignore' });
    rmdirSync(this.path);
  };
}

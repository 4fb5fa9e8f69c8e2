import { constants, fstatSync, openSync, write, writeSync } from 'node:fs';
import { isatty } from 'node:tty';

import type { DestinationStream } from 'pino';

const STDOUT = 1;
/** Waiting characters from which on they are written at once. */
const BLOCK = 4096;
/** Milliseconds after which fewer characters are written. */
const DELAY_MS = 100;
/** Maximum characters of one write: about as much as a pipe holds. */
const MOST_AT_ONCE = 64 * 1024;
/** Maximum characters that wait while the output accepts none. Further lines are dropped. */
const MOST_WAITING = 2 * 1024 * 1024;
/** Milliseconds in total that the process waits for a slow reader before it ends. */
const TIMEOUT_MS = 500;
const PAUSE_MS = 10;

const NOTHING: Buffer = Buffer.alloc(0);

/** The file that the log is written to. */
export interface OutputFile {
  fd: number;
  /** Whether a write may block, as on a disk: then a thread of Node does it. A full pipe answers at once. */
  mayBlock: boolean;
}

/**
 * Writes log lines in blocks, at most 100 ms late, because a write per line costs more than everything else about a line. A full disk and
 * a reader that is slow or gone never block the process, never keep it from ending, and never throw: lines wait up to a limit, and
 * beyond it they are dropped and counted.
 */
export class LogOutput implements DestinationStream {
  /** Lines that were lost since the process started. */
  dropped = 0;
  private reported = 0;
  private lines: string[] = [];
  private characters = 0;
  /** The part of the current block that is not written yet. */
  private block: Buffer = NOTHING;
  private isWriting = false;
  private isFailing = false;
  private timeLeftMs = TIMEOUT_MS;
  private timer?: NodeJS.Timeout;

  constructor(private readonly file: OutputFile) {}

  write(line: string): void {
    if (this.characters + line.length > MOST_WAITING) {
      this.dropped += 1;
      return;
    }
    this.lines.push(line);
    this.characters += line.length;
    if (this.characters >= BLOCK && !this.isFailing) this.writeBlock();
    else this.writeLater(DELAY_MS);
  }

  /**
   * Writes the waiting lines as far as the output accepts them. It waits for the output half a second at most, in total. pino calls it
   * for `fatal`, and it is called when the process ends.
   */
  flushSync(): void {
    let block: Buffer = this.isWriting ? NOTHING : this.block;
    for (;;) {
      if (block.length === 0) block = this.take();
      if (block.length === 0) break;
      try {
        block = block.subarray(writeSync(this.file.fd, block));
      } catch (error) {
        if (!isFull(error) || this.timeLeftMs <= 0) break;
        this.timeLeftMs -= PAUSE_MS;
        stopFor(PAUSE_MS);
      }
    }
    this.keep(block);
  }

  private writeBlock(): void {
    if (this.isWriting) return;
    if (this.block.length === 0) this.block = this.take();
    if (this.block.length === 0) return;
    if (this.file.mayBlock) {
      this.isWriting = true;
      write(this.file.fd, this.block, (error, written) => {
        this.isWriting = false;
        this.wrote(error, written);
      });
      return;
    }
    try {
      this.wrote(null, writeSync(this.file.fd, this.block));
    } catch (error) {
      this.wrote(error as NodeJS.ErrnoException, 0);
    }
  }

  private wrote(error: NodeJS.ErrnoException | null, written: number): void {
    this.isFailing = error !== null;
    if (error?.code === 'EPIPE') return this.dropAll();
    this.block = this.block.subarray(written);
    if (error) return this.writeLater(DELAY_MS);
    this.reportDropped();
    if (this.block.length > 0 || this.characters >= BLOCK) this.writeBlock();
    else if (this.lines.length > 0) this.writeLater(DELAY_MS);
  }

  /** The reader is gone, so nobody will read these lines. A named pipe may get another reader, so later lines are written again. */
  private dropAll(): void {
    this.dropped += this.lines.length + linesIn(this.block);
    this.lines = [];
    this.characters = 0;
    this.block = NOTHING;
  }

  private reportDropped(): void {
    const lines = this.dropped - this.reported;
    this.reported = this.dropped;
    if (lines === 0) return;
    const report = { level: 'warn', time: new Date().toISOString(), lines, msg: 'log lines were dropped' };
    this.write(`${JSON.stringify(report)}\n`);
  }

  private writeLater(ms: number): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.writeBlock();
    }, ms).unref();
  }

  /** Takes as many whole lines as one write may have, and at least one if any waits. */
  private take(): Buffer {
    let end = 0;
    let length = 0;
    for (const line of this.lines) {
      if (end > 0 && length + line.length > MOST_AT_ONCE) break;
      end += 1;
      length += line.length;
    }
    this.characters -= length;
    return Buffer.from(this.lines.splice(0, end).join(''));
  }

  /** Keeps the rest of a block that `flushSync` could not finish. It is written first when writing goes on. */
  private keep(block: Buffer): void {
    if (!this.isWriting) this.block = block;
    else this.dropped += linesIn(block);
  }
}

/** Standard output, opened so that no write to it can block the process. */
export function standardOutput(): OutputFile {
  const kind = fstatSync(STDOUT);
  // Node makes a pipe non-blocking when `process.stdout` is first used.
  if (kind.isFIFO() || kind.isSocket()) return { fd: process.stdout.fd, mayBlock: false };
  return isatty(STDOUT) ? terminal() : { fd: STDOUT, mayBlock: true };
}

/** A terminal can be paused (Ctrl-S). It is opened again as non-blocking, because other processes share the open one. */
function terminal(): OutputFile {
  try {
    const flags = constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY;
    return { fd: openSync(`/proc/self/fd/${STDOUT}`, flags), mayBlock: false };
  } catch {
    return { fd: STDOUT, mayBlock: true };
  }
}

const isFull = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'EAGAIN';

const linesIn = (block: Buffer): number => block.toString().split('\n').length - 1;

/** Blocks the whole process for `ms` milliseconds. */
function stopFor(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

import { constants, fstatSync, openSync, write, writeSync } from 'node:fs';
import { isatty } from 'node:tty';

import type { DestinationStream } from 'pino';

const STDOUT = 1;
/** Characters that wait before they are written at once, */
const BLOCK = 4096;
/** else they are written after so many milliseconds. */
const DELAY_MS = 100;
/** Characters of one write: about as much as a pipe holds. */
const MOST_AT_ONCE = 64 * 1024;
/** Characters that wait while the output takes none; lines beyond that are dropped. */
const MOST_WAITING = 2 * 1024 * 1024;
/** How long the process waits for a reader who is slow before it ends, in all. */
const PATIENCE_MS = 500;
const PAUSE_MS = 10;

const NOTHING: Buffer = Buffer.alloc(0);

/** A file that is written to. */
export interface OutputFile {
  fd: number;
  /** A write to a disk may take its time, so a thread does it. A pipe that is full says so at once. */
  mayBlock: boolean;
}

/**
 * Where log lines go: written in blocks, a tenth of a second late at most, since a write per line costs more than all the rest of it.
 * Neither a full disk, nor a reader that is slow or gone, ever stops the process, keeps it from ending, or throws: lines wait, up to
 * a bound, and beyond it they are dropped and counted.
 */
export class LogOutput implements DestinationStream {
  /** Lines that were lost since the process began. */
  dropped = 0;
  private reported = 0;
  private lines: string[] = [];
  private characters = 0;
  /** What is being written, as far as it is not written yet. */
  private block: Buffer = NOTHING;
  private isWriting = false;
  private isFailing = false;
  private patience = PATIENCE_MS;
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
   * Writes what waits, as far as the output takes it, and waits half a second for that at most, in all. pino calls this for `fatal`,
   * and the end of the process does.
   */
  flushSync(): void {
    let block: Buffer = this.isWriting ? NOTHING : this.block;
    for (;;) {
      if (block.length === 0) block = this.take();
      if (block.length === 0) break;
      try {
        block = block.subarray(writeSync(this.file.fd, block));
      } catch (error) {
        if (!isFull(error) || this.patience <= 0) break;
        this.patience -= PAUSE_MS;
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

  /** Nobody will ever read these. A named pipe may find another reader, so further lines are tried. */
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

  /** Whole lines, as many as go into one write, and at least one where any waits. */
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

  /** What `flushSync` began and could not finish comes first when writing goes on. */
  private keep(block: Buffer): void {
    if (!this.isWriting) this.block = block;
    else this.dropped += linesIn(block);
  }
}

/** Standard output, so that no write to it can stop the process. */
export function standardOutput(): OutputFile {
  const kind = fstatSync(STDOUT);
  // Node makes a pipe non-blocking when it is first asked for this stream.
  if (kind.isFIFO() || kind.isSocket()) return { fd: process.stdout.fd, mayBlock: false };
  return isatty(STDOUT) ? terminal() : { fd: STDOUT, mayBlock: true };
}

/** A terminal can be stopped (Ctrl-S). It is opened once more, since others share the one that is open. */
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

/** Stops the whole process for so many milliseconds. */
function stopFor(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

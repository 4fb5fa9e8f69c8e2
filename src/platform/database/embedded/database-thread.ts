import { existsSync } from 'node:fs';
import { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

import { DatabaseStoppedError } from '../database-start-error.js';
import type { ThreadAnswer, ThreadPanic, ThreadRequest } from './embedded-worker.js';

/** Beside this file when it was built, and in `dist` for code that runs from its sources, as in tests. */
const PLACES = ['./embedded-worker.js', '../../../../dist/src/platform/database/embedded/embedded-worker.js'];

/** The protocol's message for `ROLLBACK`, of which no answer is needed. */
const ROLLBACK = new Uint8Array(Buffer.from('Q\0\0\0\x0dROLLBACK\0', 'latin1'));

/** The embedded database in a thread of its own, and the way to it. */
export class DatabaseThread {
  private readonly waiting: ((answer: ThreadAnswer) => void)[] = [];
  private readonly streams = new Set<Duplex>();
  private isClosed = false;
  /** Called when it is closed, or gives up over that. */
  private closed?: () => void;

  private constructor(private readonly worker: Worker) {
    worker.on('message', (answer: ThreadAnswer | ThreadPanic) => {
      if (typeof answer === 'object' && 'panic' in answer) this.giveUp(answer.panic);
      else this.waiting.shift()?.(answer);
    });
  }

  /** @throws what the database throws when it cannot be opened */
  static async open(directory: string): Promise<DatabaseThread> {
    // Flags of the process are not for the thread: `--input-type`, for one, is refused there.
    const worker = new Worker(entryFile(), { workerData: directory, execArgv: [] });
    const thread = new DatabaseThread(worker);
    await new Promise<void>((resolve, reject) => {
      thread.waiting.push(() => resolve());
      worker.once('error', reject);
    });
    worker.removeAllListeners('error');
    // It may have stopped in the middle of a write: the process ends, and the next start recovers as after a crash.
    worker.on('error', (cause) => {
      throw new Error('the embedded database stopped', { cause });
    });
    worker.on('exit', () => {
      if (!thread.isClosed) throw new Error('the embedded database stopped');
    });
    return thread;
  }

  /** Runs whole messages of PostgreSQL's protocol. @returns the messages it answers with */
  run(bytes: Uint8Array): Promise<Uint8Array> {
    return this.ask(bytes) as Promise<Uint8Array>;
  }

  /** A connection for `pg`, which speaks PostgreSQL's protocol over any stream. There is one session: have one at a time. */
  connect(): Duplex {
    const stream = new ThreadStream(this);
    this.streams.add(stream);
    stream.once('close', () => this.streams.delete(stream));
    return stream;
  }

  get hasStopped(): boolean {
    return this.isClosed;
  }

  async close(): Promise<void> {
    if (this.isClosed) return;
    await new Promise<void>((resolve) => {
      this.closed = resolve;
      void this.ask('close').then(() => resolve());
    });
    this.isClosed = true;
    await this.worker.terminate();
  }

  /**
   * Nobody is kept waiting, the process ends, and the next start recovers as after a crash. On a full disk it cannot be closed any better
   * than that: then it ends as it was going to.
   */
  private giveUp(reason: string): void {
    if (this.closed) return this.closed();
    const error = new DatabaseStoppedError(reason);
    this.isClosed = true;
    void this.worker.terminate();
    for (const stream of this.streams) stream.destroy(stopped());
    setImmediate(() => {
      throw error;
    });
  }

  private ask(request: ThreadRequest): Promise<ThreadAnswer> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      this.worker.postMessage(request);
    });
  }
}

/** For whoever waits for an answer: worded as `pg` words it, see database-errors.ts. */
const stopped = (): Error => new Error('Connection terminated: the embedded database has stopped');

/** What `pg` uses of a socket. It corks the messages of one query, so a query is one message to the thread and one back. */
class ThreadStream extends Duplex {
  constructor(private readonly thread: DatabaseThread) {
    super();
  }

  connect(): this {
    if (this.thread.hasStopped) {
      process.nextTick(() => this.destroy(stopped()));
      return this;
    }
    // The session outlives its connections: a transaction that the one before has left open must not go on in this one.
    void this.thread.run(ROLLBACK);
    process.nextTick(() => this.emit('connect'));
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  override _read(): void {
    // Answers are pushed when they come; `pg` reads all the time.
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.send(chunk);
    done();
  }

  override _writev(chunks: { chunk: Buffer }[], done: () => void): void {
    this.send(Buffer.concat(chunks.map(({ chunk }) => chunk)));
    done();
  }

  private send(bytes: Buffer): void {
    // Copied: the message owns its bytes, and a small Buffer is a view of a large one.
    void this.thread.run(new Uint8Array(bytes)).then((answer) => {
      if (!this.destroyed) this.push(Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength));
    });
  }
}

function entryFile(): string {
  const files = PLACES.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  const found = files.find((file) => existsSync(file));
  if (!found) throw new Error('embedded-worker.js is missing: run `npm run build`');
  return found;
}

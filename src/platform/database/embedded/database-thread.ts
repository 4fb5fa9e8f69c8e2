import { existsSync } from 'node:fs';
import { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

import { DatabaseStoppedError } from '../start-errors.js';
import type { ThreadAnswer, ThreadPanic, ThreadRequest } from './embedded-worker.js';
import type { Place } from './first-files.js';

/** Where the built worker is, relative to built code and to code that runs from its sources, as in tests. */
const PLACES = ['./embedded-worker.js', '../../../../dist/src/platform/database/embedded/embedded-worker.js'];

/** The protocol message for `ROLLBACK`. Its answer is ignored. */
const ROLLBACK = new Uint8Array(Buffer.from('Q\0\0\0\x0dROLLBACK\0', 'latin1'));

/** The embedded database in its own thread. */
export class DatabaseThread {
  private readonly waiting: ((answer: ThreadAnswer) => void)[] = [];
  private readonly streams = new Set<Duplex>();
  private isClosed = false;
  /** Set while it closes: called when it is closed, or when the database stops meanwhile. */
  private closed?: () => void;

  private constructor(private readonly worker: Worker) {
    worker.on('message', (answer: ThreadAnswer | ThreadPanic) => {
      if (typeof answer === 'object' && 'panic' in answer) this.giveUp(answer.panic);
      else this.waiting.shift()?.(answer);
    });
  }

  /** @throws what the database throws when it cannot be opened */
  static async open(place: Place): Promise<DatabaseThread> {
    // Flags of the process are not passed on: a thread refuses some of them, such as `--input-type`.
    const worker = new Worker(entryFile(), { workerData: place, execArgv: [] });
    const thread = new DatabaseThread(worker);
    await new Promise<void>((resolve, reject) => {
      thread.waiting.push(() => resolve());
      worker.once('error', reject);
    });
    worker.removeAllListeners('error');
    // The thread may have stopped in the middle of a write. The process ends, and the next start recovers as after a crash.
    worker.on('error', (cause) => {
      throw new Error('the embedded database stopped', { cause });
    });
    worker.on('exit', () => {
      if (!thread.isClosed) throw new Error('the embedded database stopped');
    });
    return thread;
  }

  /** Runs complete messages of PostgreSQL's protocol. @returns the messages of the answer */
  run(bytes: Uint8Array): Promise<Uint8Array> {
    return this.ask(bytes) as Promise<Uint8Array>;
  }

  /** A connection for `pg`, which uses PostgreSQL's protocol over any stream. There is one session, so only one may be open at a time. */
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
   * Fails all waiting queries and ends the process. The next start recovers as after a crash. When the database stops while it is being
   * closed, as on a full disk, closing just ends.
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

/** The error of waiting queries. It is worded as an error of `pg`, see database-errors.ts. */
const stopped = (): Error => new Error('Connection terminated: the embedded database has stopped');

/** The part of a socket that `pg` uses. `pg` corks the messages of one query, so a query is one message to the thread and one back. */
class ThreadStream extends Duplex {
  constructor(private readonly thread: DatabaseThread) {
    super();
  }

  connect(): this {
    if (this.thread.hasStopped) {
      process.nextTick(() => this.destroy(stopped()));
      return this;
    }
    // All connections share one session. A transaction that the previous connection left open must not continue in this one.
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
    // Answers are pushed when they come. `pg` always reads.
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
    // The bytes are copied, because a small Buffer is a view of a large one, which would be sent as a whole.
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

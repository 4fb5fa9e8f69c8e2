import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { childEnvironment } from '../../../platform/config/child-environment.js';
import { LimitError, type Processed, ProcessingError } from '../processed.js';
import type { WorkerAnswer, WorkerRequest } from './processing-worker.js';

/** Where the built worker is, relative to built code and to code that runs from its sources, as in tests. */
const PLACES = ['./processing-worker.js', '../../../../dist/src/media/processing/child/processing-worker.js'];

/** Megabytes of JavaScript objects. Pixels lie outside of them. */
const HEAP_MB = 256;
/** Milliseconds between two looks at the memory of the process. */
const LOOK_MS = 100;
/** Bytes of its last words that are kept for the log. */
const LAST_WORDS = 2_000;

/** Whether a process and what it started can be killed together. */
const hasGroups = process.platform !== 'win32';

export interface ChildLimits {
  /** Milliseconds for one job. */
  jobMs: number;
  /** Bytes of memory, where the system tells (Linux). */
  bytes: number;
}

/** A process that decodes files, one after the other. When it ends, for whatever reason, its job has failed. */
export class ProcessingChild {
  private readonly child: ChildProcess;
  private readonly ended: Promise<void>;
  private lastWords = '';
  private isOverLimit = false;
  private settle?: (answer: WorkerAnswer) => void;

  /** @param onEnd called when the process has ended */
  constructor(
    private readonly limits: ChildLimits,
    onEnd: () => void,
  ) {
    this.child = fork(entryFile(), [], {
      env: { ...childEnvironment(), MALLOC_ARENA_MAX: '2' },
      execArgv: [`--max-old-space-size=${HEAP_MB}`],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      // A process group of its own, so that it ends together with the ffmpeg it started.
      detached: hasGroups,
    });
    this.child.stderr?.on('data', (text: Buffer) => this.hear(text.toString()));
    this.child.on('message', (answer: WorkerAnswer) => this.settle?.(answer));
    this.child.on('error', (error) => this.hear(error.message));
    this.ended = new Promise((resolve) => {
      this.child.once('close', (code, signal) => {
        onEnd();
        const error = `its process ended (${signal ?? code}): ${this.lastWords}`;
        this.settle?.({ error, isOverLimit: this.isOverLimit });
        resolve();
      });
    });
  }

  /** @throws ProcessingError if this attempt failed, LimitError if it took too much. Then nothing writes results any more. */
  async run(request: WorkerRequest): Promise<Processed> {
    const stopWatching = this.watch();
    try {
      const answer = await new Promise<WorkerAnswer>((resolve) => {
        this.settle = resolve;
        // If it cannot be sent, the process has ended: that settles it.
        this.child.send(request, () => undefined);
      });
      if ('processed' in answer) return answer.processed;
      throw answer.isOverLimit ? new LimitError(answer.error) : new ProcessingError(answer.error);
    } finally {
      this.settle = undefined;
      stopWatching();
    }
  }

  /** Kills the process and what it started. Waits until it has ended. */
  async kill(reason: string): Promise<void> {
    const { pid, exitCode, signalCode } = this.child;
    if (pid !== undefined && exitCode === null && signalCode === null) {
      this.hear(`\n${reason}`);
      process.kill(hasGroups ? -pid : pid, 'SIGKILL');
    }
    await this.ended;
  }

  private async killAtLimit(reason: string): Promise<void> {
    this.isOverLimit = true;
    await this.kill(reason);
  }

  private hear(text: string): void {
    this.lastWords = (this.lastWords + text).slice(-LAST_WORDS);
  }

  private watch(): () => void {
    const { jobMs } = this.limits;
    const clock = setTimeout(() => void this.killAtLimit(`it took longer than ${jobMs} ms`), jobMs);
    const watched = { isOver: false };
    const look = setInterval(() => void this.lookAtMemory(watched), LOOK_MS);
    return () => {
      watched.isOver = true;
      clearTimeout(clock);
      clearInterval(look);
    };
  }

  /** @param watched the job that is looked at, which may end meanwhile: another one must not be killed for it */
  private async lookAtMemory(watched: { isOver: boolean }): Promise<void> {
    const status = await readFile(`/proc/${this.child.pid ?? 0}/status`, 'utf8').catch(() => '');
    const bytes = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
    if (bytes > this.limits.bytes && !watched.isOver)
      await this.killAtLimit(`it took more than ${this.limits.bytes} bytes of memory`);
  }
}

function entryFile(): string {
  const files = PLACES.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  const found = files.find((file) => existsSync(file));
  if (!found) throw new Error('processing-worker.js is missing: run `npm run build`');
  return found;
}

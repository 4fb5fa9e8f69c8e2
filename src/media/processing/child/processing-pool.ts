import { randomUUID } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { type Processed, ProcessingError, type ProcessingJob } from '../processed.js';
import { type ChildLimits, ProcessingChild } from './processing-child.js';

export interface PoolLimits extends ChildLimits {
  /** Milliseconds without a job after which a process ends. */
  idleMs: number;
  /** Jobs that wait for a process. */
  waiting: number;
}

/** Processes that decode files. One starts when there is a job and none is idle; it ends when it has had nothing to do for a while. */
export class ProcessingPool {
  private readonly children = new Set<ProcessingChild>();
  private readonly idle = new Map<ProcessingChild, NodeJS.Timeout>();
  private readonly queue: (() => void)[] = [];
  private busy = 0;
  private isClosed = false;

  constructor(
    /** Processes at once. */
    private readonly size: number,
    private readonly limits: PoolLimits,
  ) {}

  /** @throws ProcessingError if this attempt failed. Then, and for a rejected file, no result is left. */
  async run(job: ProcessingJob): Promise<Processed> {
    const name = randomUUID();
    let processed: Processed | undefined;
    await this.enter();
    try {
      processed = await this.runInChild(name, job);
      return processed;
    } finally {
      if (processed?.status !== 'ready') await removeResults(job.into, name);
      this.leave();
    }
  }

  /** Kills the processes. The jobs under way fail, and so do later ones. */
  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all([...this.children].map((child) => child.kill('the server stops')));
  }

  private async runInChild(name: string, job: ProcessingJob): Promise<Processed> {
    if (this.isClosed) throw new ProcessingError('the server stops');
    const [child = this.start()] = this.idle.keys();
    clearTimeout(this.idle.get(child));
    this.idle.delete(child);
    try {
      return await child.run({ name, job });
    } finally {
      if (this.children.has(child)) this.idle.set(child, this.endWhenIdle(child));
    }
  }

  private start(): ProcessingChild {
    const child = new ProcessingChild(this.limits, () => {
      this.children.delete(child);
      clearTimeout(this.idle.get(child));
      this.idle.delete(child);
    });
    this.children.add(child);
    return child;
  }

  private endWhenIdle(child: ProcessingChild): NodeJS.Timeout {
    const end = (): void => {
      this.idle.delete(child);
      void child.kill('it was idle');
    };
    return setTimeout(end, this.limits.idleMs).unref();
  }

  private async enter(): Promise<void> {
    if (this.busy < this.size) {
      this.busy += 1;
      return;
    }
    if (this.queue.length >= this.limits.waiting) throw new ProcessingError('too many jobs wait');
    await new Promise<void>((resolve) => this.queue.push(resolve));
  }

  /** Gives the place to the next job, if one waits. */
  private leave(): void {
    const next = this.queue.shift();
    if (next) next();
    else this.busy -= 1;
  }
}

async function removeResults(into: string, name: string): Promise<void> {
  const files = await readdir(into).catch(() => []);
  const results = files.filter((file) => file.startsWith(name));
  await Promise.all(results.map((file) => rm(join(into, file), { force: true })));
}

import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

import { Config } from '../../../platform/config/config.js';
import { MediaJobs } from './media-jobs.js';
import { MediaProcessing } from './media-processing.js';

/** Milliseconds between two looks at the queue, at most: another node may have added a job. */
const LOOK_EVERY = 5_000;
const AFTER_ERROR = 5_000;

/** Works through the queue of media jobs, as many at once as `MEDIA_WORKERS`. Every node does. */
@Injectable()
export class MediaWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(MediaWorker.name);
  private timer?: NodeJS.Timeout;
  private readonly running = new Set<Promise<void>>();
  private isWoken = false;
  private stopped = true;

  constructor(
    private readonly jobs: MediaJobs,
    private readonly processing: MediaProcessing,
    private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    this.stopped = false;
    this.wake();
  }

  /** Finishes the current jobs. The others are left to other nodes, or to the next start. */
  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await Promise.all(this.running);
  }

  /** A job was added on this node. */
  wake(): void {
    this.isWoken = true;
    this.start();
  }

  /** Begins to work through the queue, unless as many as may are at it. */
  private start(): void {
    if (this.stopped || this.running.size >= this.config.MEDIA_WORKERS) return;
    clearTimeout(this.timer);
    this.isWoken = false;
    const run = this.work().finally(() => {
      this.running.delete(run);
      if (this.isWoken) this.start();
    });
    this.running.add(run);
  }

  private async work(): Promise<void> {
    try {
      this.wait(await this.workThrough());
    } catch (err) {
      this.logger.warn({ err }, 'media jobs could not be read');
      this.wait(AFTER_ERROR);
    }
  }

  /** Carries out jobs until none is due, or until one fails for a reason that others would fail for. @returns ms until the next look */
  private async workThrough(): Promise<number> {
    while (!this.stopped) {
      const job = await this.jobs.claim();
      if (!job) break;
      this.start(); // there may be more
      if (!(await this.processing.carryOut(job))) return AFTER_ERROR;
    }
    return Math.min(LOOK_EVERY, Math.max(0, (await this.jobs.untilNext()) ?? LOOK_EVERY));
  }

  private wait(ms: number): void {
    clearTimeout(this.timer);
    if (!this.stopped) this.timer = setTimeout(() => this.wake(), ms).unref();
  }
}

import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

import { Config } from '../../platform/config/config.js';
import { ATTEMPTS, MediaJobs } from './media-jobs.js';
import { MediaProcessing } from './media-processing.js';

/** Milliseconds between two looks at the queue, at most: another node may have added a job. */
const LOOK_EVERY = 5_000;
const AFTER_ERROR = 5_000;

/** Works through the queue of media jobs, as many at once as `MEDIA_WORKERS`. Every node does. */
@Injectable()
export class MediaWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(MediaWorker.name);
  private timer?: NodeJS.Timeout;
  private turn: Promise<void> | undefined;
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
    await this.turn;
  }

  /** A job was added on this node. */
  wake(): void {
    this.isWoken = true;
    if (this.turn || this.stopped) return;
    clearTimeout(this.timer);
    this.turn = this.work().finally(() => {
      this.turn = undefined;
      if (this.isWoken) this.wake();
    });
  }

  private async work(): Promise<void> {
    this.isWoken = false;
    try {
      await Promise.all(Array.from({ length: this.config.MEDIA_WORKERS }, () => this.workThrough()));
      this.wait(Math.min(LOOK_EVERY, Math.max(0, (await this.jobs.untilNext()) ?? LOOK_EVERY)));
    } catch (err) {
      this.logger.warn({ err }, 'media jobs could not be read');
      this.wait(AFTER_ERROR);
    }
  }

  private async workThrough(): Promise<void> {
    while (!this.stopped) {
      const job = await this.jobs.claim();
      if (!job) return;
      // A job that ended the server each time it was begun has no failure of its own.
      if (job.attempts > ATTEMPTS) await this.jobs.putBack(job, 'the server ended during each attempt');
      else await this.processing.carryOut(job);
    }
  }

  private wait(ms: number): void {
    if (!this.stopped) this.timer = setTimeout(() => this.wake(), ms).unref();
  }
}

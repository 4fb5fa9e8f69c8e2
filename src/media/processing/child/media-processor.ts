import { Injectable, type OnApplicationShutdown } from '@nestjs/common';

import { Config } from '../../../platform/config/config.js';
import { IDLE_MS, JOB_MS, MAX_WAITING, WORKER_BYTES } from '../limits.js';
import type { Processed, ProcessingJob } from '../processed.js';
import { ProcessingPool } from './processing-pool.js';

/** Makes of an upload what is served: checks it, removes metadata, makes smaller sizes. It happens in processes of its own. */
@Injectable()
export class MediaProcessor implements OnApplicationShutdown {
  private readonly pool: ProcessingPool;

  constructor({ MEDIA_WORKERS }: Config) {
    const limits = { jobMs: JOB_MS, bytes: WORKER_BYTES, idleMs: IDLE_MS, waiting: MAX_WAITING };
    this.pool = new ProcessingPool(MEDIA_WORKERS, limits);
  }

  /** @throws ProcessingError if this attempt failed. It may be repeated: then, and for a rejected file, no result is left. */
  process(job: ProcessingJob): Promise<Processed> {
    return this.pool.run(job);
  }

  /** Ends the processes. Jobs that were under way fail. */
  async onApplicationShutdown(): Promise<void> {
    await this.pool.close();
  }
}

import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { DataSource } from 'typeorm';

import { Metrics } from '../platform/metrics/metrics.js';
import { MediaStorage } from './storage/media-storage.js';
import { MediaObjects } from './media-objects.js';
import { ResumableUploads } from './resumable/resumable-uploads.js';
import { UnusedUploads } from './unused-uploads.js';
import { forgetOldCounts } from './uploads/upload-usage.js';

const HOUR = 60 * 60 * 1000;
const UNSENT_FOR = 24 * HOUR;
const BATCH = 100;

/** Removes uploads that were never sent, and files without a row. */
@Injectable()
export class MediaSweep {
  constructor(
    private readonly unused: UnusedUploads,
    private readonly objects: MediaObjects,
    private readonly storage: MediaStorage,
    private readonly resumable: ResumableUploads,
    private readonly database: DataSource,
    private readonly metrics: Metrics,
  ) {}

  /** Runs every hour. A failure is logged, and the next run tries again. */
  @Interval(HOUR)
  async sweep(now = new Date()): Promise<void> {
    const before = new Date(now.getTime() - UNSENT_FOR);
    const steps: (() => Promise<void>)[] = [
      () => this.storage.forgetCutOff(now.getTime()),
      () => forgetOldCounts(this.database.manager),
      () => this.unused.remove(before),
      () => this.resumable.sweep(now),
      () => this.removeStray(before),
    ];
    // One that fails, for example because the storage does not answer, must not stop the others.
    const failures: unknown[] = [];
    for (const step of steps) await step().catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  }

  /** A crash leaves files without a row, and so does the removal of an account. */
  private async removeStray(before: Date): Promise<void> {
    let batch: string[] = [];
    let removed = 0;
    for await (const id of this.storage.keptBefore(before)) {
      batch.push(id);
      if (batch.length < BATCH) continue;
      removed += await this.removeRowless(batch);
      batch = [];
    }
    removed += await this.removeRowless(batch);
    this.metrics.mediaOrphans.set({ kind: 'object without row' }, removed);
  }

  private async removeRowless(ids: string[]): Promise<number> {
    const rowless = await this.objects.rowless(ids);
    for (const id of rowless) await this.storage.remove(id);
    return rowless.length;
  }
}

import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';

import { MediaStorage } from './media-storage.js';
import { UploadLifecycle } from './uploads/upload-lifecycle.js';

const HOUR = 60 * 60 * 1000;
const UNSENT_FOR = 24 * HOUR;
const BATCH = 100;

/** Removes uploads that were never sent, and files without a row. */
@Injectable()
export class MediaSweep {
  constructor(
    private readonly uploads: UploadLifecycle,
    private readonly storage: MediaStorage,
  ) {}

  /** Runs every hour. A failure is logged, and the next run tries again. */
  @Interval(HOUR)
  async sweep(now = new Date()): Promise<void> {
    const before = new Date(now.getTime() - UNSENT_FOR);
    await this.storage.forgetCutOff(now.getTime());
    await this.removeUnsent(before);
    await this.removeStray(before);
  }

  private async removeUnsent(before: Date): Promise<void> {
    let removed: number;
    do {
      removed = await this.uploads.discard(await this.uploads.unusedBefore(before, BATCH));
    } while (removed === BATCH);
  }

  /** A crash leaves files without a row, and so does the removal of an account. */
  private async removeStray(before: Date): Promise<void> {
    let batch: string[] = [];
    for await (const id of this.storage.keptBefore(before)) {
      batch.push(id);
      if (batch.length < BATCH) continue;
      await this.removeRowless(batch);
      batch = [];
    }
    await this.removeRowless(batch);
  }

  private async removeRowless(ids: string[]): Promise<void> {
    for (const id of await this.uploads.rowless(ids)) await this.storage.remove(id);
  }
}

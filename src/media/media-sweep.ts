import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { DataSource } from 'typeorm';

import { rows } from '../platform/database/rows.js';
import { UploadLifecycle, ROWLESS, UNUSED } from './uploads/upload-lifecycle.js';
import { MediaStorage } from './media-storage.js';

const HOUR = 60 * 60 * 1000;
const UNSENT_FOR = 24 * HOUR;
const BATCH = 100;

/** Tidies up what was uploaded and never sent. */
@Injectable()
export class MediaSweep {
  constructor(
    private readonly database: DataSource,
    private readonly uploads: UploadLifecycle,
    private readonly storage: MediaStorage,
  ) {}

  /** Every hour. What fails is logged and done an hour later. */
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
      const unsent = await rows<{ id: string }>(
        this.database,
        `select m.id from media m
         where m.created_at < $1 and ${UNUSED}
         order by m.created_at limit $2`,
        [before, BATCH],
      );
      removed = await this.uploads.discard(unsent.map(({ id }) => id));
    } while (removed === BATCH);
  }

  /** Files without a row: what a crash between the two leaves, and what an account took with it. */
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
    const stray = await rows<{ id: string }>(this.database, ROWLESS, [ids]);
    for (const { id } of stray) await this.storage.remove(id);
  }
}

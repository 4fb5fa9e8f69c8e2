import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { InjectRepository } from '@nestjs/typeorm';
import { DataSource, MoreThan, Raw, type Repository } from 'typeorm';

import { sampleChats } from '../chats/timeline/number-checks.js';
import { ConsistencyChecks, type Finding } from '../platform/health/checks.js';
import { rows } from '../platform/database/rows.js';
import { MediaStorage } from './media-storage.js';
import { MediaObject } from './media.entity.js';
import { MediaObjects } from './media-objects.js';
import { MediaJobs } from './processing/media-jobs.js';
import { SHOWN } from './media.sql.js';
import { ResumableUploads } from './resumable/resumable-uploads.js';
import { UploadLifecycle } from './uploads/upload-lifecycle.js';
import { forgetOldCounts } from './uploads/upload-usage.js';

const HOUR = 60 * 60 * 1000;
const UNSENT_FOR = 24 * HOUR;
const BATCH = 100;

/** Removes uploads that were never sent, and files without a row. */
@Injectable()
export class MediaSweep {
  constructor(
    private readonly uploads: UploadLifecycle,
    private readonly objects: MediaObjects,
    private readonly storage: MediaStorage,
    private readonly resumable: ResumableUploads,
    private readonly database: DataSource,
  ) {}

  /** Runs every hour. A failure is logged, and the next run tries again. */
  @Interval(HOUR)
  async sweep(now = new Date()): Promise<void> {
    const before = new Date(now.getTime() - UNSENT_FOR);
    await this.storage.forgetCutOff(now.getTime());
    await this.resumable.sweep(now);
    await forgetOldCounts(this.database.manager);
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
    for (const id of await this.objects.rowless(ids)) await this.storage.remove(id);
  }
}

const SOME = 50;
const FILES = 200;
/** Newest messages of each chat. */
const MESSAGES = 1_000;
/** Milliseconds. The sweep removes what is unused for a day, and runs once an hour. */
const SWEPT_AFTER = 26 * 60 * 60 * 1000;
/** Seconds: longer than all attempts of a job take. */
const OVERDUE = 30 * 60;
const BEGINNING = '00000000-0000-0000-0000-000000000000';

/**
 * Consistency checks of uploads: each has its file, what shows an upload also protects it from the sweep, and the sweep removed
 * everything else.
 */
@Injectable()
export class MediaChecks implements OnModuleInit {
  /** Where the last check of files ended. The next one continues there, so that all uploads are checked in turn. */
  private after = BEGINNING;

  constructor(
    private readonly database: DataSource,
    private readonly checks: ConsistencyChecks,
    private readonly storage: MediaStorage,
    private readonly uploads: UploadLifecycle,
    private readonly objects: MediaObjects,
    private readonly jobs: MediaJobs,
  ) {}

  onModuleInit(): void {
    this.checks.add('every upload has its bytes', () => this.withoutBytes());
    this.checks.add('no upload stays that nobody sent', () => this.neverSent());
    this.checks.add('no file stays without its upload', () => this.withoutRow());
    this.checks.add('what shows an upload holds it', () => this.withoutHold());
    this.checks.add('every upload is processed in time', () => this.overdue());
  }

  /** Checks the newest objects, and some others. An object is stored before its row. */
  private async withoutBytes(): Promise<Finding> {
    const newest = await this.objects.newest(SOME);
    const others = await this.objects.after(this.after, SOME);
    this.after = others.length === SOME ? (others.at(-1) ?? BEGINNING) : BEGINNING;
    const ids = [...new Set([...newest, ...others])];
    const there = await Promise.all(ids.map((id) => this.storage.has(id)));
    const missing = ids.filter((_, place) => !there[place]);
    // What was replaced meanwhile has neither bytes nor a row.
    const rowless = new Set(await this.objects.rowless(missing));
    return { looked: ids.length, violations: missing.filter((id) => !rowless.has(id)) };
  }

  private async overdue(): Promise<Finding> {
    const violations = await this.jobs.overdue(OVERDUE, SOME);
    return { looked: violations.length, violations };
  }

  /** Uses the same condition as the sweep. */
  private async neverSent(): Promise<Finding> {
    const violations = await this.uploads.unusedBefore(sweptBefore(), SOME);
    return { looked: violations.length, violations };
  }

  private async withoutRow(): Promise<Finding> {
    const files = await this.storage.someKeptBefore(sweptBefore(), FILES);
    return { looked: files.length, violations: await this.objects.rowless(files) };
  }

  /** Checks messages, scheduled messages and groups. */
  private async withoutHold(): Promise<Finding> {
    const chats = await sampleChats(this.database);
    const found = await rows<{ id: string; isHeld: boolean }>(this.database, SHOWN, [chats, MESSAGES, SOME]);
    return { looked: found.length, violations: found.filter(({ isHeld }) => !isHeld).map(({ id }) => id) };
  }
}

const sweptBefore = (): Date => new Date(Date.now() - SWEPT_AFTER);

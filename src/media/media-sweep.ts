import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { InjectRepository } from '@nestjs/typeorm';
import { DataSource, MoreThan, Raw, type Repository } from 'typeorm';

import { sampleChats } from '../chats/timeline/number-checks.js';
import { ConsistencyChecks, type Finding } from '../platform/health/checks.js';
import { rows } from '../platform/database/rows.js';
import { MediaStorage } from './storage/media-storage.js';
import { Media } from './media.entity.js';
import { SHOWN } from './media.sql.js';
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

const SOME = 50;
const FILES = 200;
/** Newest messages of each chat. */
const MESSAGES = 1_000;
/** Milliseconds. The sweep removes what is unused for a day, and runs once an hour. */
const SWEPT_AFTER = 26 * 60 * 60 * 1000;
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
    @InjectRepository(Media) private readonly media: Repository<Media>,
  ) {}

  onModuleInit(): void {
    this.checks.add('every upload has its bytes', () => this.withoutBytes());
    this.checks.add('no upload stays that nobody sent', () => this.neverSent());
    this.checks.add('no file stays without its upload', () => this.withoutRow());
    this.checks.add('what shows an upload holds it', () => this.withoutHold());
  }

  /** Checks the newest uploads, and some others. Uploads of the last minute are left out: the row is stored before the file. */
  private async withoutBytes(): Promise<Finding> {
    const createdAt = Raw((at) => `${at} < now() - interval '1 minute'`);
    const some = { select: { id: true }, take: SOME } as const;
    const newest = await this.media.find({ ...some, where: { createdAt }, order: { createdAt: 'DESC' } });
    const others = await this.media.find({
      ...some,
      where: { createdAt, id: MoreThan(this.after) },
      order: { id: 'ASC' },
    });
    this.after = others.length === SOME ? (others.at(-1)?.id ?? BEGINNING) : BEGINNING;
    const media = [...new Set([...newest, ...others].map(({ id }) => id))];
    const there = await Promise.all(media.map((id) => this.storage.has(id)));
    return { looked: media.length, violations: media.filter((_, place) => !there[place]) };
  }

  /** Uses the same condition as the sweep. */
  private async neverSent(): Promise<Finding> {
    const violations = await this.uploads.unusedBefore(sweptBefore(), SOME);
    return { looked: violations.length, violations };
  }

  private async withoutRow(): Promise<Finding> {
    const files = await this.storage.someKeptBefore(sweptBefore(), FILES);
    return { looked: files.length, violations: await this.uploads.rowless(files) };
  }

  /** Checks messages, scheduled messages and groups. */
  private async withoutHold(): Promise<Finding> {
    const chats = await sampleChats(this.database);
    const found = await rows<{ id: string; isHeld: boolean }>(this.database, SHOWN, [chats, MESSAGES, SOME]);
    return { looked: found.length, violations: found.filter(({ isHeld }) => !isHeld).map(({ id }) => id) };
  }
}

const sweptBefore = (): Date => new Date(Date.now() - SWEPT_AFTER);

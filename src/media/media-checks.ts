import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { sampleChats } from '../chats/timeline/number-checks.js';
import { rows } from '../platform/database/rows.js';
import { ConsistencyChecks, type Finding } from '../platform/health/checks.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { MediaObjects } from './media-objects.js';
import { MediaStorage } from './storage/media-storage.js';
import { SHOWN } from './media.sql.js';
import { FIRST_UPLOAD, UnusedUploads } from './unused-uploads.js';

const SOME = 50;
const FILES = 200;
const UPLOADS = 500;
/** Newest messages of each chat. */
const MESSAGES = 1_000;
/** Milliseconds. The sweep removes what is unused for a day, and runs once an hour. */
const SWEPT_AFTER = 26 * 60 * 60 * 1000;
const BEGINNING = '00000000-0000-0000-0000-000000000000';

/**
 * Consistency checks of uploads: each has its file, the sweep cannot remove an upload that a message, a scheduled message or an avatar shows,
 * and it has removed everything else.
 */
@Injectable()
export class MediaChecks implements OnModuleInit {
  /** Where the last check of files ended. The next one continues there, so that all uploads are checked in turn. */
  private after = BEGINNING;
  /** The same for the uploads. */
  private lastUpload = FIRST_UPLOAD;

  constructor(
    private readonly database: DataSource,
    private readonly checks: ConsistencyChecks,
    private readonly storage: MediaStorage,
    private readonly unused: UnusedUploads,
    private readonly objects: MediaObjects,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.checks.add('every upload has its bytes', () => this.withoutBytes());
    this.checks.add('no upload stays that nobody sent', () => this.neverSent());
    this.checks.add('no file stays without its upload', () => this.withoutRow());
    this.checks.add('what shows an upload holds it', () => this.withoutHold());
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
    const violations = missing.filter((id) => !rowless.has(id));
    this.metrics.mediaOrphans.set({ kind: 'row without object' }, violations.length);
    return { looked: ids.length, violations };
  }

  /** Checks some uploads, by the same condition as the sweep. */
  private async neverSent(): Promise<Finding> {
    const { looked, unused, last, isMore } = await this.unused.after(this.lastUpload, sweptBefore(), UPLOADS);
    this.lastUpload = isMore ? last : FIRST_UPLOAD;
    return { looked, violations: unused };
  }

  private async withoutRow(): Promise<Finding> {
    const files = await this.storage.someKeptBefore(sweptBefore(), FILES);
    const violations = await this.objects.rowless(files);
    this.metrics.mediaOrphans.set({ kind: 'object without row' }, violations.length);
    return { looked: files.length, violations };
  }

  /** Checks messages, scheduled messages and groups. */
  private async withoutHold(): Promise<Finding> {
    const chats = await sampleChats(this.database);
    const found = await rows<{ id: string; isHeld: boolean }>(this.database, SHOWN, [chats, MESSAGES, SOME]);
    return { looked: found.length, violations: found.filter(({ isHeld }) => !isHeld).map(({ id }) => id) };
  }
}

const sweptBefore = (): Date => new Date(Date.now() - SWEPT_AFTER);

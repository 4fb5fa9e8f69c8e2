import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { ConsistencyChecks, type Finding } from '../platform/consistency-checks.js';
import { rows } from '../platform/database/rows.js';
import { MediaStorage } from './media-storage.js';

const NEWEST = 50;

/** Every upload has its bytes, and none that nobody sent stays for good. */
@Injectable()
export class MediaChecks implements OnModuleInit {
  constructor(
    private readonly database: DataSource,
    private readonly checks: ConsistencyChecks,
    private readonly storage: MediaStorage,
  ) {}

  onModuleInit(): void {
    this.checks.add('every upload has its bytes', () => this.withoutBytes());
    this.checks.add('no upload stays that nobody sent', () => this.neverSent());
  }

  /** Of the newest; a row is there a moment before its bytes are. */
  private async withoutBytes(): Promise<Finding> {
    const media = await this.ids(
      `select id from media where created_at < now() - interval '1 minute' order by created_at desc limit $1`,
      NEWEST,
    );
    const there = await Promise.all(media.map((id) => this.storage.has(id)));
    return { looked: media.length, violations: media.filter((_, place) => !there[place]) };
  }

  /** The sweep takes them after a day, and comes by once an hour. */
  private async neverSent(): Promise<Finding> {
    const old = `select id from media m where created_at < now() - interval '26 hours'
      and not exists (select from attachments a where a.media_id = m.id) order by created_at limit $1`;
    const violations = await this.ids(old, NEWEST);
    return { looked: violations.length, violations };
  }

  private async ids(sql: string, limit: number): Promise<string[]> {
    return (await rows<{ id: string }>(this.database, sql, [limit])).map(({ id }) => id);
  }
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { sampleChats } from '../chats/timeline/number-checks.js';
import { ConsistencyChecks, type Finding } from '../platform/consistency-checks.js';
import { rows } from '../platform/database/rows.js';
import { ROWLESS, UNUSED } from './uploads/upload-lifecycle.js';
import { MediaStorage } from './media-storage.js';

const SOME = 50;
const FILES = 200;
/** Of each chat, the newest. */
const MESSAGES = 1_000;
/** The sweep takes what is unused for a day, and comes by once an hour. */
const SWEPT_AFTER = 26 * 60 * 60 * 1000;
const BEGINNING = '00000000-0000-0000-0000-000000000000';

/** Every upload has its bytes, and all that shows an upload holds it, so that it is neither swept nor refused; the rest is swept. */
@Injectable()
export class MediaChecks implements OnModuleInit {
  /** Each look at the bytes goes on where the last one ended, and so comes round to all. */
  private after = BEGINNING;

  constructor(
    private readonly database: DataSource,
    private readonly checks: ConsistencyChecks,
    private readonly storage: MediaStorage,
  ) {}

  onModuleInit(): void {
    this.checks.add('every upload has its bytes', () => this.withoutBytes());
    this.checks.add('no upload stays that nobody sent', () => this.neverSent());
    this.checks.add('no file stays without its upload', () => this.withoutRow());
    this.checks.add('what shows an upload holds it', () => this.withoutHold());
  }

  /** Of the newest, and of others; a row is there a moment before its bytes are. */
  private async withoutBytes(): Promise<Finding> {
    const newest = await this.ids(NEWEST, [SOME]);
    const others = await this.ids(OTHERS, [this.after, SOME]);
    this.after = others.length === SOME ? (others.at(-1) ?? BEGINNING) : BEGINNING;
    const media = [...new Set([...newest, ...others])];
    const there = await Promise.all(media.map((id) => this.storage.has(id)));
    return { looked: media.length, violations: media.filter((_, place) => !there[place]) };
  }

  /** By the same condition as the sweep. */
  private async neverSent(): Promise<Finding> {
    const violations = await this.ids(UNSWEPT, [sweptBefore(), SOME]);
    return { looked: violations.length, violations };
  }

  private async withoutRow(): Promise<Finding> {
    const files = await this.storage.someKeptBefore(sweptBefore(), FILES);
    return { looked: files.length, violations: await this.ids(ROWLESS, [files]) };
  }

  /** Messages, also those that wait to be sent, and groups. */
  private async withoutHold(): Promise<Finding> {
    const chats = await sampleChats(this.database);
    const found = await rows<{ id: string; isHeld: boolean }>(this.database, SHOWN, [chats, MESSAGES, SOME]);
    return { looked: found.length, violations: found.filter(({ isHeld }) => !isHeld).map(({ id }) => id) };
  }

  private async ids(sql: string, values: unknown[]): Promise<string[]> {
    return (await rows<{ id: string }>(this.database, sql, values)).map(({ id }) => id);
  }
}

const sweptBefore = (): Date => new Date(Date.now() - SWEPT_AFTER);

const WRITTEN = `created_at < now() - interval '1 minute'`;
const NEWEST = `select id from media where ${WRITTEN} order by created_at desc limit $1`;
const OTHERS = `select id from media where id > $1 and ${WRITTEN} order by id limit $2`;
const UNSWEPT = `select id from media m where created_at < $1 and ${UNUSED} order by created_at limit $2`;

/** Uploads among the media of a message, by id; links are not ours. */
const uploadsIn = (media: string): string =>
  `jsonb_array_elements(${media}) one where one->>'url' = '/api/media/' || (one->>'id')`;

/** One row for each upload shown: by what, and whether that holds it. Foreign keys see to it that what is held is there. */
const SHOWN = `
  select m.id, exists (select from attachments a
      where a.chat_id = m.chat_id and a.message_id = m.id and a.media_id::text = u.id) "isHeld"
  from chats c join messages m on m.chat_id = c.id and m.seq > c.last_seq - $2 and m.media is not null
    cross join lateral (select one->>'id' id from ${uploadsIn('m.media')}) u
  where c.id = any ($1::uuid[])
  union all
  select s.id, exists (select from scheduled_uploads h
      where h.chat_id = s.chat_id and h.scheduled_id = s.id and h.media_id::text = u.id)
  from (select * from scheduled_messages order by send_at limit $3) s
    cross join lateral (select one->>'id' id from ${uploadsIn('s.media')}) u
  union all
  select c.id, exists (select from group_avatars g where g.chat_id = c.id and c.avatar = '/api/media/' || g.media_id)
  from chats c where c.id = any ($1::uuid[]) and c.avatar like '/api/media/%'`;

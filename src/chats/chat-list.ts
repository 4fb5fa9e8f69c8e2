import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DataSource } from 'typeorm';

import type { ListChatsDto } from '../contract/chat.dto.js';
import type { ChatView } from '../contract/chat.view.js';
import { rows } from '../platform/database/rows.js';
import { OnlineStatuses } from '../users/online-statuses.js';
import { type ChatRow, chatView } from './chat-row.js';
import { readCursor, writeCursor } from './list-cursor.js';
import { MESSAGE_COLUMNS, MESSAGE_JOINS } from './message-row.js';

const ALL = 1000;
/** The caller and up to twenty others. */
const SHOWN = 21;

export interface ChatPage {
  data: ChatView[];
  meta: { next: string | null };
}

/** A person's chats, each whole, in one query however many there are. */
@Injectable()
export class ChatList {
  constructor(
    private readonly database: DataSource,
    private readonly statuses: OnlineStatuses,
  ) {}

  /** Pinned first, then the newest activity. */
  async page(userId: string, { archived, limit = ALL, cursor }: ListChatsDto): Promise<ChatPage> {
    const after = cursor === undefined ? null : readCursor(cursor);
    const found = await rows<ChatRow>(this.database, listQuery(PAGE), [
      userId,
      archived ?? null,
      after?.pinned ?? null,
      after?.updatedAt ?? null,
      after?.id ?? null,
      limit + 1,
    ]);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      data: this.views(page),
      meta: { next: found.length > limit && last ? writeCursor(last) : null },
    };
  }

  /** One chat as its reader sees it, or undefined when they are not in it. */
  async one(userId: string, chatId: string): Promise<ChatView | undefined> {
    if (!isUUID(chatId)) return undefined;
    return this.views(await rows<ChatRow>(this.database, listQuery(ONE), [userId, chatId]))[0];
  }

  private views(found: ChatRow[]): ChatView[] {
    const people = new Map(found[0]?.people?.map((person) => [person.id, this.statuses.view(person)]));
    return found.map((row) => chatView(row, people));
  }
}

const ONE = `and c.id = $2`;

const PAGE = `
  and ($2::boolean is null or p.archived = $2)
  and ($3::boolean is null or
       (p.pinned, date_trunc('milliseconds', c.updated_at), c.id) < ($3::boolean, $4::timestamptz, $5::uuid))
  order by place limit $6`;

/**
 * By hand, because one round trip has to bring chats, people, marks and last messages of up to 1,000 chats.
 * Each step is one pass over all of them, a person is brought once (with the first chat) however many chats they share,
 * and seats come as text, last messages as columns: JSON made of them in SQL took three times as long as all the rest.
 */
const listQuery = (which: string): string => `
  with mine as materialized ( -- by time in milliseconds, the precision of the cursor
    select c.id chat, c.type, c.title, c.last_seq, c.last_rev, c.created_at opened_at, c.updated_at,
      p.id seat, p.pinned, p.archived, p.last_read_seq,
      row_number() over (order by p.pinned desc, date_trunc('milliseconds', c.updated_at) desc, c.id desc) place
    from participants p join chats c on c.id = p.chat_id
    where p.user_id = $1 and p.left_rev is null ${which}),
  seated as materialized (
    select mine.place, s.id, s.role, s.last_read_seq, s.last_delivered_seq, s.user_id,
      row_number() over (partition by mine.place order by s.user_id <> $1, s.id) rank
    from mine join participants s on s.chat_id = mine.chat and s.left_rev is null),
  seats as materialized (
    select place, count(*)::int participant_count, min(last_read_seq) read_by_all_seq, min(last_delivered_seq) delivered_to_all_seq,
      string_agg(concat_ws(' ', id, role, last_read_seq, last_delivered_seq, user_id), ',' order by rank) filter (where rank <= ${SHOWN}) seats
    from seated group by place),
  people as (
    select json_agg(json_build_object(
      'id', u.id, 'name', u.name, 'avatar', u.avatar, 'status', u.status, 'lastSeenAt', u.last_seen_at)) people
    from users u where u.id in (select user_id from seated where rank <= ${SHOWN}))
  select mine.*, seats.*, last.*, case mine.place when 1 then (select people from people) end people,
    exists (
      select from stars s where s.chat_id = mine.chat and s.participant_id = mine.seat and s.message_id = last.id) starred
  from mine
  join seats on seats.place = mine.place
  left join lateral (
    select ${MESSAGE_COLUMNS} from messages m ${MESSAGE_JOINS}
    where m.chat_id = mine.chat and m.seq = mine.last_seq) last on true
  order by mine.place`;

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
      data: page.map((row) => this.view(row)),
      meta: { next: found.length > limit && last ? writeCursor(last) : null },
    };
  }

  /** One chat as its reader sees it, or undefined when they are not in it. */
  async one(userId: string, chatId: string): Promise<ChatView | undefined> {
    if (!isUUID(chatId)) return undefined;
    const [row] = await rows<ChatRow>(this.database, listQuery(ONE), [userId, chatId]);
    return row && this.view(row);
  }

  private view(row: ChatRow): ChatView {
    return chatView(row, (user) => this.statuses.view(user));
  }
}

const ONE = `and c.id = $2`;

// Timestamps are compared in milliseconds, the precision of the cursor.
const PAGE = `
  and ($2::boolean is null or p.archived = $2)
  and ($3::boolean is null or
       (p.pinned, date_trunc('milliseconds', c.updated_at), c.id) < ($3::boolean, $4::timestamptz, $5::uuid))
  order by p.pinned desc, date_trunc('milliseconds', c.updated_at) desc, c.id desc
  limit $6`;

/** By hand, because one round trip has to bring chats, people, marks and last messages of up to 1,000 chats. */
const listQuery = (which: string): string => `
  with mine as materialized (
    select c.id, c.type, c.title, c.last_seq, c.last_rev, c.created_at, c.updated_at,
      p.id participant_id, p.pinned, p.archived, p.last_read_seq
    from participants p join chats c on c.id = p.chat_id
    where p.user_id = $1 and p.left_rev is null ${which})
  select mine.*, people.*, to_json(last) last_message
  from mine
  cross join lateral (
    select count(*)::int participant_count, min(q.last_read_seq) read_by_all_seq,
      json_agg(json_build_object('id', q.id, 'role', q.role, 'last_read_seq', q.last_read_seq, 'user',
        json_build_object('id', u.id, 'name', u.name, 'avatar', u.avatar, 'status', u.status, 'lastSeenAt', u.last_seen_at))
        order by q.place) filter (where q.place <= 21) participants
    from (
      select s.*, row_number() over (order by s.user_id <> $1, s.id) place
      from participants s where s.chat_id = mine.id and s.left_rev is null) q
    left join users u on u.id = q.user_id and q.place <= 21) people
  left join lateral (
    select ${MESSAGE_COLUMNS}, exists (
      select from stars s where s.chat_id = m.chat_id and s.participant_id = mine.participant_id and s.message_id = m.id) starred
    from messages m ${MESSAGE_JOINS}
    where m.chat_id = mine.id and m.seq = mine.last_seq) last on true
  order by mine.pinned desc, date_trunc('milliseconds', mine.updated_at) desc, mine.id desc`;

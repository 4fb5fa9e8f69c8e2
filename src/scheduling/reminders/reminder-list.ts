import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

import type { OpenChat } from '../../chats/access/chat-access.js';
import { MESSAGE_COLUMNS, MESSAGE_JOINS } from '../../messages/views/message-row.js';
import type { CursorDto } from '../../contract/dto/history.dto.js';
import type { ReminderMarkView, ReminderView } from '../../contract/views/scheduling.view.js';
import { messageView, readerColumns, type ReaderRow, VISIBLE } from '../../messages/history/reader-row.js';
import { microsOf, readCursor, writeCursor } from '../../messages/history/time-cursor.js';
import { rows } from '../../platform/database/rows.js';
import { type ReminderRow, reminderTimes } from './reminder-row.js';

const PER_PAGE = 20;

interface ReminderPage {
  data: ReminderView[];
  meta: { next: string | null };
}

type Found = ReaderRow & ReminderRow & { at: string };
type Mark = ReminderMarkView & { chatId: string };

/** Reads what people want to be reminded of. Tombstones are left out, be it for everybody or for them alone. */
@Injectable()
export class ReminderList {
  constructor(private readonly database: DataSource) {}

  /** In all chats a person is in now, what is due first. @throws AppError request.invalid for a cursor that is none of ours */
  async page(userId: string, { limit = PER_PAGE, cursor }: CursorDto): Promise<ReminderPage> {
    const after = cursor === undefined ? [null, null, null] : readCursor(cursor);
    const found = await rows<Found>(this.database, PAGE, [userId, limit + 1, ...after]);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const data = page.map((row) => ({ ...reminderTimes(row), message: messageView(row) }));
    return { data, meta: { next: found.length > limit && last ? writeCursor(last) : null } };
  }

  /** Those of several participants, each in their chat. */
  async of(open: Pick<OpenChat, 'chatId' | 'participantId'>[], on: EntityManager): Promise<Mark[]> {
    const values = [open.map(({ chatId }) => chatId), open.map(({ participantId }) => participantId)];
    const found = await rows<ReminderRow & { chat_id: string; message_id: string }>(on, OF_PARTICIPANTS, values);
    return found.map((row) => ({ chatId: row.chat_id, messageId: row.message_id, ...reminderTimes(row) }));
  }
}

const AT = microsOf('r.due_at');

const PAGE = `
  select ${MESSAGE_COLUMNS}, ${readerColumns('p.id')}, n.due_at, n.reminded_at, n.at
  from participants p
  join lateral (select r.*, ${AT} at from reminders r where r.chat_id = p.chat_id and r.participant_id = p.id) n on true
  join messages m on m.chat_id = n.chat_id and m.id = n.message_id
  ${MESSAGE_JOINS}
  where p.user_id = $1 and p.left_rev is null and ${VISIBLE}
    and ($3::bigint is null or (n.at, m.id, m.chat_id) > ($3::bigint, $4::uuid, $5::uuid))
  order by n.at, m.id, m.chat_id limit $2`;

const OF_PARTICIPANTS = `
  select n.chat_id, n.message_id, n.due_at, n.reminded_at
  from unnest($1::uuid[], $2::uuid[]) w (chat_id, participant_id)
  join participants p on p.id = w.participant_id
  join reminders n on n.chat_id = w.chat_id and n.participant_id = w.participant_id
  join messages m on m.chat_id = n.chat_id and m.id = n.message_id
  where ${VISIBLE} order by n.due_at, n.message_id`;

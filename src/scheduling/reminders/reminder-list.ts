import { Injectable } from '@nestjs/common';
import { Any, DataSource, type EntityManager } from 'typeorm';

import type { OpenChat } from '../../chats/access/chat-access.js';
import { Participant } from '../../chats/participants/participant.entity.js';
import type { CursorDto } from '../../contract/dto/history.dto.js';
import type { ReminderMarkView, ReminderTimesView, ReminderView } from '../../contract/views/scheduling.view.js';
import { messageView, type ReaderRow, VISIBLE } from '../../messages/history/reader-row.js';
import { readCursor, writeCursor } from '../../messages/history/time-cursor.js';
import { rows } from '../../platform/database/rows.js';
import { Reminder } from './reminder.entity.js';
import { REMINDERS } from './reminders.sql.js';

const PER_PAGE = 20;

interface ReminderPage {
  data: ReminderView[];
  meta: { next: string | null };
}

type Found = ReaderRow & Times & { at: string };
type Mark = ReminderMarkView & { chatId: string };

/** Reads reminders. Those of messages that their person sees as tombstones are left out. */
@Injectable()
export class ReminderList {
  constructor(private readonly database: DataSource) {}

  /** In all chats a person is in now, what is due first. @throws AppError request.invalid for a cursor that is none of ours */
  async page(userId: string, { limit = PER_PAGE, cursor }: CursorDto): Promise<ReminderPage> {
    const after = cursor === undefined ? [null, null, null] : readCursor(cursor);
    const found = await rows<Found>(this.database, REMINDERS, [userId, limit + 1, ...after]);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const data = page.map((row) => ({ ...reminderTimes(row), message: messageView(row) }));
    return { data, meta: { next: found.length > limit && last ? writeCursor(last) : null } };
  }

  /** Those of several participants, each in their chat. */
  async of(open: Pick<OpenChat, 'participantId'>[], on: EntityManager): Promise<Mark[]> {
    if (open.length === 0) return [];
    const found = await on
      .createQueryBuilder(Participant, 'p')
      .innerJoin(Reminder, 'n', 'n.chatId = p.chatId and n.participantId = p.id')
      .innerJoin('n.message', 'm')
      .select([
        'n.chatId as "chatId"',
        'n.messageId as "messageId"',
        'n.dueAt as "dueAt"',
        'n.remindedAt as "remindedAt"',
      ])
      .where({ id: Any(open.map(({ participantId }) => participantId)) })
      .andWhere(VISIBLE)
      .orderBy('n.dueAt')
      .addOrderBy('n.messageId')
      .getRawMany<Times & Omit<Mark, keyof Times>>();
    return found.map((row) => ({ ...row, ...reminderTimes(row) }));
  }
}

/** When somebody wants to be reminded, and was. */
export type Times = Pick<Reminder, 'dueAt' | 'remindedAt'>;

export const reminderTimes = ({ dueAt, remindedAt }: Times): ReminderTimesView => ({
  dueAt: dueAt.toISOString(),
  remindedAt: remindedAt?.toISOString() ?? null,
});

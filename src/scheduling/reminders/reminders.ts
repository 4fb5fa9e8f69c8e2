import { Injectable } from '@nestjs/common';
import { Any, DataSource, type EntityManager } from 'typeorm';

import { ChatAccess, type OpenChat } from '../../chats/access/chat-access.js';
import { lockParticipant } from '../../chats/access/participant-lock.js';
import { Participant } from '../../chats/chat.entity.js';
import type { CursorDto } from '../../contract/dto/message.dto.js';
import type {
  ReminderMarkView,
  ReminderStateView,
  ReminderTimesView,
  ReminderView,
  UnremindedView,
} from '../../contract/views/scheduling.view.js';
import { messageView, type ReaderRow, VISIBLE } from '../../messages/history/history.sql.js';
import { MessageReader } from '../../messages/history/message-reader.js';
import { raiseVersion } from '../../messages/history/personal-state.js';
import { readCursor, writeCursor } from '../../messages/history/receipts.js';
import { Message } from '../../messages/message.entity.js';
import { rows } from '../../platform/database/rows.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { timeAhead } from '../messages/scheduling.js';
import { Reminder } from '../scheduling.entity.js';
import { REMINDERS } from './reminders.sql.js';

/** Maximum number of reminders of one participant in one chat. */
const MOST = 200;

/** Sets and removes reminders of messages. Nobody else sees them. */
@Injectable()
export class Reminders {
  constructor(
    private readonly access: ChatAccess,
    private readonly messages: MessageReader,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Sets or moves a reminder. The same time again changes nothing.
   * @throws AppError chat.not_found, message.not_found, message.deleted, request.invalid, reminder.too_many
   */
  async set(userId: string, chatId: string, messageId: string, remindAt: string): Promise<ReminderStateView> {
    const { chat, id } = await this.open(userId, chatId, messageId);
    const dueAt = timeAhead('remindAt', remindAt);
    const reminder = { chatId: chat.chatId, participantId: chat.participantId, messageId: id };
    return this.transactions.run(async (tx) => {
      const { mine } = await lockParticipant(tx, chat);
      const before = await mayBeSet(tx, reminder);
      const times = { dueAt: dueAt.toISOString(), remindedAt: null };
      const view = { chatId: chat.chatId, messageId: id, ...times };
      if (before.remindedAt === null && before.dueAt?.getTime() === dueAt.getTime()) return { ...view, mine };
      const row = { ...reminder, dueAt, remindedAt: null };
      await tx.manager.upsert(Reminder, row, ['chatId', 'participantId', 'messageId']);
      const payload = { ...view, mine: await raiseVersion(tx, chat) };
      tx.publish({ event: 'reminder.set', payload, to: { users: [userId] } });
      return payload;
    });
  }

  /** Removes a reminder. Removing it again changes nothing. @throws AppError chat.not_found, message.not_found */
  async remove(userId: string, chatId: string, messageId: string): Promise<UnremindedView> {
    const { chat, id } = await this.open(userId, chatId, messageId);
    return this.transactions.run(async (tx) => {
      const { mine } = await lockParticipant(tx, chat);
      const view = { chatId: chat.chatId, messageId: id };
      const reminders = tx.manager.getRepository(Reminder);
      const { affected } = await reminders.delete({ ...view, participantId: chat.participantId });
      if (affected !== 1) return { ...view, mine };
      const payload = { ...view, mine: await raiseVersion(tx, chat) };
      tx.publish({ event: 'reminder.removed', payload, to: { users: [userId] } });
      return payload;
    });
  }

  private async open(userId: string, chatId: string, messageId: string): Promise<{ chat: OpenChat; id: string }> {
    const chat = await this.access.open(userId, chatId);
    return { chat, id: (await this.messages.one(chat, messageId)).id };
  }
}

type Key = Pick<Reminder, 'chatId' | 'participantId' | 'messageId'>;

type Before = { isVisible: boolean } & (Times | Record<keyof Times, null>);

/** @returns the reminder as it is, with null times if there is none. @throws AppError message.deleted, reminder.too_many */
async function mayBeSet(tx: Tx, { chatId, participantId, messageId }: Key): Promise<Before> {
  const found = await tx.manager
    .createQueryBuilder(Message, 'm')
    .innerJoin(Participant, 'p', 'p.chatId = m.chatId and p.id = :participantId', { participantId })
    .leftJoin(Reminder, 'n', 'n.chatId = m.chatId and n.participantId = p.id and n.messageId = m.id')
    .select([`${VISIBLE} as "isVisible"`, 'n.dueAt as "dueAt"', 'n.remindedAt as "remindedAt"'])
    .where({ chatId, id: messageId })
    .getRawOne<Before>();
  if (!found?.isVisible) throw new AppError('message.deleted');
  const others = found.dueAt === null ? await tx.manager.countBy(Reminder, { chatId, participantId }) : 0;
  if (others >= MOST) throw new AppError('reminder.too_many', { params: { limit: MOST } });
  return found;
}

const PER_PAGE = 20;

interface ReminderPage {
  data: ReminderView[];
  meta: { next: string | null };
}

type Found = ReaderRow & Times & { at: string };
type Mark = ReminderMarkView & { chatId: string };

/** Reads reminders, without those of messages that the participant sees as tombstones. */
@Injectable()
export class ReminderList {
  constructor(private readonly database: DataSource) {}

  /**
   * One page of the reminders of a user in all chats they are in now, the earliest first.
   * @throws AppError request.invalid if `writeCursor` did not make the cursor
   */
  async page(userId: string, { limit = PER_PAGE, cursor }: CursorDto): Promise<ReminderPage> {
    const after = cursor === undefined ? [null, null, null] : readCursor(cursor);
    const found = await rows<Found>(this.database, REMINDERS, [userId, limit + 1, ...after]);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const data = page.map((row) => ({ ...reminderTimes(row), message: messageView(row) }));
    return { data, meta: { next: found.length > limit && last ? writeCursor(last) : null } };
  }

  /** The reminders of several participants, the earliest first. */
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

/** When a reminder is due, and when it was pushed. */
export type Times = Pick<Reminder, 'dueAt' | 'remindedAt'>;

export const reminderTimes = ({ dueAt, remindedAt }: Times): ReminderTimesView => ({
  dueAt: dueAt.toISOString(),
  remindedAt: remindedAt?.toISOString() ?? null,
});

import { Injectable } from '@nestjs/common';

import { ChatAccess, type OpenChat } from '../../chats/access/chat-access.js';
import { lockParticipant } from '../../chats/access/participant-lock.js';
import type { ReminderStateView, UnremindedView } from '../../contract/views/scheduling.view.js';
import { MessageReader } from '../../messages/history/message-reader.js';
import { VISIBLE } from '../../messages/history/reader-row.js';
import { rows } from '../../platform/database/rows.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import type { ReminderRow } from './reminder-row.js';
import { timeAhead } from '../time-ahead.js';

/** Reminders of one participant in one chat, at most. */
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
    const key = [chat.chatId, chat.participantId, id];
    return this.transactions.run(async (tx) => {
      const { mine } = await lockParticipant(tx, chat.participantId);
      await mayBeSet(tx, key);
      const [set] = await rows<{ mine: number }>(tx.manager, SET, [...key, dueAt]);
      const times = { dueAt: dueAt.toISOString(), remindedAt: null };
      const payload = { chatId: chat.chatId, messageId: id, ...times, mine: set?.mine ?? mine };
      if (set) tx.publish({ event: 'reminder.set', payload, to: { users: [userId] } });
      return payload;
    });
  }

  /** Taking it away twice is doing so once. @throws AppError chat.not_found, message.not_found */
  async remove(userId: string, chatId: string, messageId: string): Promise<UnremindedView> {
    const { chat, id } = await this.open(userId, chatId, messageId);
    return this.transactions.run(async (tx) => {
      const { mine } = await lockParticipant(tx, chat.participantId);
      const [gone] = await rows<{ mine: number }>(tx.manager, REMOVE, [chat.chatId, chat.participantId, id]);
      const payload = { chatId: chat.chatId, messageId: id, mine: gone?.mine ?? mine };
      if (gone) tx.publish({ event: 'reminder.removed', payload, to: { users: [userId] } });
      return payload;
    });
  }

  private async open(userId: string, chatId: string, messageId: string): Promise<{ chat: OpenChat; id: string }> {
    const chat = await this.access.open(userId, chatId);
    return { chat, id: (await this.messages.one(chat, messageId)).id };
  }
}

type Held = ReminderRow | { due_at: null };

async function mayBeSet(tx: Tx, key: string[]): Promise<void> {
  const [found] = await rows<Held & { isVisible: boolean; count: number }>(tx.manager, LOOK, key);
  if (!found?.isVisible) throw new AppError('message.deleted');
  if (found.due_at === null && found.count >= MOST)
    throw new AppError('reminder.too_many', { params: { limit: MOST } });
}

const LOOK = `
  select ${VISIBLE} "isVisible", n.due_at,
    (select count(*)::int from reminders a where a.chat_id = p.chat_id and a.participant_id = p.id) count
  from participants p
  join messages m on m.chat_id = p.chat_id and m.id = $3
  left join reminders n on n.chat_id = m.chat_id and n.participant_id = p.id and n.message_id = m.id
  where p.chat_id = $1 and p.id = $2`;

const counted = (change: string): string => `
  with changed as (${change} returning message_id)
  update participants set version = version + 1 where id = $2 and exists (select from changed) returning version mine`;

const SET = counted(`
  insert into reminders as n (chat_id, participant_id, message_id, due_at) values ($1, $2, $3, $4)
  on conflict on constraint reminders_pkey do update set due_at = excluded.due_at, reminded_at = null
  where n.due_at <> excluded.due_at or n.reminded_at is not null`);

const REMOVE = counted('delete from reminders where chat_id = $1 and participant_id = $2 and message_id = $3');

import { Injectable } from '@nestjs/common';

import { ChatAccess, type OpenChat } from '../../chats/access/chat-access.js';
import { lockParticipant } from '../../chats/access/participant-lock.js';
import type { ScheduleMessageDto } from '../../contract/dto/scheduling.dto.js';
import type { ScheduledMessageView } from '../../contract/views/scheduling.view.js';
import type { MessageView } from '../../contract/views/message.view.js';
import type { Send } from '../../messages/send/send.js';
import { MessagesService } from '../../messages/send/messages.service.js';
import { violatedConstraint } from '../../platform/database/query-errors.js';
import { rows } from '../../platform/database/rows.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { mustBeSendable, mustOutlast } from './schedule-check.js';
import { ScheduledList } from './scheduled-list.js';
import { SCHEDULED_COLUMNS, type ScheduledRow, scheduledView } from './scheduled-row.js';
import { timeAhead } from '../time-ahead.js';

/** Scheduled messages of one participant in one chat, at most. */
const MOST = 100;

interface Scheduled {
  /** The scheduled message, or the message if it was sent since. */
  view: ScheduledMessageView | MessageView;
  /** This id was scheduled before, with the same content. */
  replayed: boolean;
}

/** Schedules messages. A scheduled message is checked and prepared like a send, and sent when it is due. */
@Injectable()
export class Scheduling {
  constructor(
    private readonly access: ChatAccess,
    private readonly messages: MessagesService,
    private readonly list: ScheduledList,
    private readonly transactions: Transactions,
  ) {}

  /** @throws AppError whatever sends are refused with, media.not_found, scheduled.too_many */
  async schedule(userId: string, chatId: string, wanted: ScheduleMessageDto): Promise<Scheduled> {
    const chat = await this.access.open(userId, chatId);
    const send = await this.messages.prepare(userId, chat.chatId, wanted);
    const before = await this.before(chat, send);
    if (before) return before;
    const time = timeOf(wanted);
    mustOutlast(send, time.at ?? new Date(Date.now() + time.in * 1000));
    const view = await this.transactions.run((tx) => insert(tx, chat, send, time)).catch(asRefusal);
    if (view) return { view, replayed: false };
    // a copy of this request came first
    return (await this.before(chat, send)) ?? this.schedule(userId, chatId, { ...wanted, id: send.id });
  }

  /** What is there under this id: it waits, or has become a message in this order. @throws AppError message.id_taken */
  private async before({ chatId, participantId }: OpenChat, send: Send): Promise<Scheduled | null> {
    const waiting = await this.list.find(chatId, send.id);
    if (!waiting) {
      if (!(await this.messages.isSent(send))) return null;
      return { view: (await this.messages.store(send)).message, replayed: true };
    }
    const isSame = waiting.participant_id === participantId && waiting.content_hash.equals(send.hash);
    if (!isSame) throw new AppError('message.id_taken');
    return { view: scheduledView(waiting), replayed: true };
  }
}

/** At a time, or in so many seconds by the clock of the database, which is that of sending. */
interface SendTime {
  at: Date | null;
  in: number;
}

function timeOf({ sendAt, sendIn = 0 }: ScheduleMessageDto): SendTime {
  return { at: sendAt === undefined ? null : timeAhead('sendAt', sendAt), in: sendIn };
}

/** @returns null where something waits under this id already */
async function insert(tx: Tx, chat: OpenChat, send: Send, time: SendTime): Promise<ScheduledMessageView | null> {
  const { chatId, participantId } = chat;
  await lockParticipant(tx, participantId);
  await mustBeSendable(tx, chat, send);
  const [{ waiting } = { waiting: 0 }] = await rows<{ waiting: number }>(tx.manager, WAITING, [participantId]);
  const { id, body, reply, hash, kind, mentions, mentionsAll, uploads } = send;
  const [media, extras] = [send.media, send.extras].map((value) => value && JSON.stringify(value));
  const values = [chatId, id, participantId, time.at, kind, body, reply, media, hash, mentions, mentionsAll, extras];
  const [stored] = await rows<ScheduledRow & { mine: number }>(tx.manager, INSERT, [...values, uploads, time.in]);
  if (!stored) return null;
  if (waiting >= MOST) throw new AppError('scheduled.too_many', { params: { limit: MOST } });
  const view = scheduledView(stored);
  tx.publish({ event: 'message.scheduled', payload: { ...view, mine: stored.mine }, to: { users: [send.userId] } });
  return view;
}

function asRefusal(error: unknown): never {
  // the upload was swept between looking it up and scheduling the message
  if (violatedConstraint(error) !== 'scheduled_uploads_media_id_fkey') throw error;
  throw new AppError('media.not_found', { cause: error });
}

const WAITING = 'select count(*)::int waiting from scheduled_messages where participant_id = $1';

const INSERT = `
  with stored as (
    insert into scheduled_messages (chat_id, id, participant_id, send_at, kind, body, reply_to, media, content_hash,
      mentions, mentions_all, extras)
    values ($1, $2, $3, coalesce($4, date_trunc('milliseconds', now() + $14 * interval '1 second')), $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing returning *),
  carried as (
    insert into scheduled_uploads (chat_id, scheduled_id, media_id) select s.chat_id, s.id, u.id from stored s cross join unnest($13::uuid[]) u (id)),
  counted as (
    update participants set version = version + 1 where id = $3 and exists (select from stored) returning version)
  select ${SCHEDULED_COLUMNS}, c.version mine from stored s cross join counted c`;

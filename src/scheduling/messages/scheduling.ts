import { Injectable } from '@nestjs/common';

import { ChatAccess, type OpenChat } from '../../chats/access/chat-access.js';
import { lockParticipant } from '../../chats/access/participant-lock.js';
import type { ScheduleMessageDto } from '../../contract/dto/scheduling.dto.js';
import type { ScheduledMessageView } from '../../contract/views/scheduling.view.js';
import type { MessageView } from '../../contract/views/message.view.js';
import type { Send } from '../../messages/send/send.js';
import { raiseVersion } from '../../messages/history/personal-state.js';
import { MessagesService } from '../../messages/send/messages.service.js';
import { violatedConstraint } from '../../platform/database/query-errors.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { mustBeSendable, mustOutlast } from './schedule-check.js';
import { ScheduledList } from './scheduled-list.js';
import { columnsOf, scheduledView } from './scheduled-content.js';
import { ScheduledMessage } from './scheduled-message.entity.js';
import { ScheduledUpload } from './scheduled-upload.entity.js';
import { timeAhead } from '../time-ahead.js';

/** Scheduled messages of one participant in one chat, at most. */
const MOST = 100;

interface Answer {
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
  async schedule(userId: string, chatId: string, wanted: ScheduleMessageDto): Promise<Answer> {
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

  /** What was scheduled under this id before. It is looked for first where it waits, then among the messages. @throws AppError message.id_taken */
  private async before({ chatId, participantId }: OpenChat, send: Send): Promise<Answer | null> {
    const waiting = await this.list.find(chatId, send.id);
    if (!waiting) {
      if (!(await this.messages.isSent(send))) return null;
      return { view: (await this.messages.store(send)).message, replayed: true };
    }
    const isSame = waiting.participantId === participantId && waiting.contentHash.equals(send.hash);
    if (!isSame) throw new AppError('message.id_taken');
    return { view: scheduledView(waiting), replayed: true };
  }
}

/** At a time, or in a number of seconds by the clock of the database, which decides when a message is due. */
interface SendTime {
  at: Date | null;
  in: number;
}

function timeOf({ sendAt, sendIn = 0 }: ScheduleMessageDto): SendTime {
  return { at: sendAt === undefined ? null : timeAhead('sendAt', sendAt), in: sendIn };
}

/** @returns null where a message waits under this id already */
async function insert(tx: Tx, chat: OpenChat, send: Send, time: SendTime): Promise<ScheduledMessageView | null> {
  const { participantId } = chat;
  await lockParticipant(tx, participantId);
  await mustBeSendable(tx, chat, send);
  const waiting = await tx.manager.countBy(ScheduledMessage, { participantId });
  const columns = { ...columnsOf(send), participantId, sendAt: time.at ?? (() => IN_SECONDS) };
  const insertion = tx.manager.createQueryBuilder().insert().into(ScheduledMessage).values(columns).orIgnore();
  const result = await insertion.setParameter('seconds', time.in).returning(['id']).execute();
  if ((result.raw as unknown[]).length === 0) return null;
  const { chatId, id } = send;
  const uploads = send.uploads.map((mediaId) => ({ chatId, scheduledId: id, mediaId }));
  if (uploads.length > 0) await tx.manager.insert(ScheduledUpload, uploads);
  if (waiting >= MOST) throw new AppError('scheduled.too_many', { params: { limit: MOST } });
  const view = scheduledView(await tx.manager.findOneByOrFail(ScheduledMessage, { chatId, id }));
  const mine = await raiseVersion(tx, participantId);
  tx.publish({ event: 'message.scheduled', payload: { ...view, mine }, to: { users: [send.userId] } });
  return view;
}

/** By the database's clock, to the millisecond, as a client names a time. */
const IN_SECONDS = `date_trunc('milliseconds', now() + :seconds * interval '1 second')`;

function asRefusal(error: unknown): never {
  // the upload was swept between looking it up and scheduling the message
  if (violatedConstraint(error) !== 'scheduled_uploads_media_id_fkey') throw error;
  throw new AppError('media.not_found', { cause: error });
}

import { Injectable } from '@nestjs/common';

import { ChatAccess, type OpenChat } from '../../chats/access/chat-access.js';
import { lockParticipant } from '../../chats/access/participant-lock.js';
import type { ScheduleMessageDto } from '../../contract/dto/scheduling.dto.js';
import type { ErrorCode } from '../../contract/errors.js';
import type { MessageView } from '../../contract/views/message.view.js';
import type { ScheduledMessageView } from '../../contract/views/scheduling.view.js';
import { raiseVersion } from '../../messages/history/personal-state.js';
import { MessagesService } from '../../messages/send/messages.service.js';
import type { Send } from '../../messages/send/send.js';
import { violatedConstraint } from '../../platform/database/database-errors.js';
import { rows } from '../../platform/database/rows.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError, invalid } from '../../platform/errors/app-error.js';
import { ScheduledMessage, ScheduledUpload } from '../scheduling.entity.js';
import { columnsOf, ScheduledList, scheduledView } from './scheduled-list.js';
import { REFUSAL_NOW } from './scheduled.sql.js';

const DAY = 24 * 60 * 60 * 1000;
const FURTHEST_DAYS = 365;

/** Reads a time. @throws AppError request.invalid if it is past, or more than 365 days ahead */
export function timeAhead(field: string, text: string): Date {
  const time = new Date(text);
  const ahead = time.getTime() - Date.now();
  if (ahead <= 0 || ahead > FURTHEST_DAYS * DAY) {
    throw invalid(field, 'isAhead', `${field} must be in the future, at most ${FURTHEST_DAYS} days ahead`);
  }
  return time;
}

type References = Pick<Send, 'reply' | 'mentions' | 'mentionsAll'>;

/**
 * Refuses a message that could not be sent now. When it is due, `append_sends` checks it again by the same rules.
 * @throws AppError message.reply_not_found, chat.blocked, chat.not_admin, participant.not_found
 */
export async function mustBeSendable(tx: Tx, { participantId }: OpenChat, references: References): Promise<void> {
  const { reply, mentions, mentionsAll } = references;
  const [found] = await rows<{ refusal: ErrorCode | null }>(tx.manager, REFUSAL_NOW, [
    participantId,
    reply,
    mentions ?? [],
    mentionsAll,
  ]);
  if (found?.refusal) throw new AppError(found.refusal);
}

/** Checks that a poll does not close before it is sent. @throws AppError request.invalid */
export function mustOutlast({ extras }: Pick<Send, 'extras'>, sendAt: Date): void {
  const closesAt = extras?.poll?.closesAt ?? null;
  if (closesAt === null || Date.parse(closesAt) > sendAt.getTime()) return;
  throw invalid('poll.closesAt', 'isFuture', 'poll.closesAt must be after the message is sent');
}

/** Maximum number of scheduled messages of one participant in one chat. */
const MOST = 100;

interface Answer {
  /** The scheduled message, or the message if it has been sent. */
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

  /**
   * Schedules a message. The same id and content again answers the scheduled or the sent message.
   * @throws AppError media.not_found, scheduled.too_many, and the refusals of `REFUSED_SENDS`
   */
  async schedule(userId: string, chatId: string, wanted: ScheduleMessageDto): Promise<Answer> {
    const chat = await this.access.open(userId, chatId);
    const send = await this.messages.prepare(userId, chat.chatId, wanted);
    const before = await this.before(chat, send);
    if (before) return before;
    const time = timeOf(wanted);
    mustOutlast(send, time.at ?? new Date(Date.now() + time.in * 1000));
    const view = await this.transactions.run((tx) => insert(tx, chat, send, time)).catch(asRefusal);
    if (view) return { view, replayed: false };
    // another request with this id came first
    return (await this.before(chat, send)) ?? this.schedule(userId, chatId, { ...wanted, id: send.id });
  }

  /**
   * What was scheduled with this id before. Scheduled messages are read first: a message is stored before its scheduled row is deleted, so it is
   * found in one of the two tables.
   * @throws AppError message.id_taken
   */
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

/** @returns null if a message is scheduled with this id already */
async function insert(tx: Tx, chat: OpenChat, send: Send, time: SendTime): Promise<ScheduledMessageView | null> {
  const { participantId } = chat;
  await lockParticipant(tx, chat);
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
  const mine = await raiseVersion(tx, chat);
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

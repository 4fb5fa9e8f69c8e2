import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';

import { ChatAccess, type OpenChat } from '../../chats/access/chat-access.js';
import { lockParticipant } from '../../chats/access/participant-lock.js';
import type { RescheduleMessageDto } from '../../contract/dto/scheduling.dto.js';
import type { ScheduledMessageView } from '../../contract/views/scheduling.view.js';
import { mustKeepText } from '../../messages/send/message-content.js';
import { rows } from '../../platform/database/rows.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { mustBeSendable, mustOutlast } from './schedule-check.js';
import { SCHEDULED_COLUMNS, type ScheduledRow, scheduledView, UPLOADS_LET_GO } from './scheduled-row.js';
import { timeAhead } from '../time-ahead.js';

/**
 * Changes or cancels scheduled messages. Whoever locks the row first decides: a cancelled message is never sent, and a message that
 * is being sent cannot be cancelled.
 */
@Injectable()
export class ScheduledChanges {
  constructor(
    private readonly access: ChatAccess,
    private readonly transactions: Transactions,
  ) {}

  /**
   * What was refused when its time came is tried again, at once where that is past. The same once more changes nothing.
   * @throws AppError chat.not_found, scheduled.not_found, scheduled.on_its_way, request.invalid, and whatever sends are refused with
   */
  async change(
    userId: string,
    chatId: string,
    id: string,
    { message, sendAt }: RescheduleMessageDto,
  ): Promise<ScheduledMessageView> {
    const time = sendAt === undefined ? undefined : timeAhead('sendAt', sendAt);
    return this.hold(userId, chatId, id, async (tx, chat, held) => {
      const after = { ...held, body: message ?? held.body, send_at: time ?? held.send_at };
      mustKeepText(held.kind, after.body);
      if (isSame(held, after) && held.failed === null) return scheduledView(held);
      mustOutlast(held, after.send_at);
      await mustBeSendable(tx, chat, { ...held, reply: held.reply_to, mentionsAll: held.mentions_all });
      const [changed] = await rows<ScheduledRow & { mine: number }>(tx.manager, CHANGE, [
        chat.chatId,
        held.id,
        chat.participantId,
        after.body,
        after.send_at,
      ]);
      if (!changed) throw new AppError('scheduled.not_found');
      const view = scheduledView(changed);
      tx.publish({ event: 'message.scheduled', payload: { ...view, mine: changed.mine }, to: { users: [userId] } });
      return view;
    });
  }

  /** It will never be sent. @throws AppError chat.not_found, scheduled.not_found, scheduled.on_its_way */
  async cancel(userId: string, chatId: string, id: string): Promise<void> {
    await this.hold(userId, chatId, id, async (tx, chat, held) => {
      const [now] = await rows<{ mine: number }>(tx.manager, CANCEL, [chat.chatId, held.id, chat.participantId]);
      if (!now) throw new AppError('scheduled.not_found');
      const payload = { chatId: chat.chatId, scheduledId: held.id, sent: false, mine: now.mine };
      tx.publish({ event: 'message.unscheduled', payload, to: { users: [userId] } });
    });
  }

  private async hold<T>(userId: string, chatId: string, id: string, work: Work<T>): Promise<T> {
    const chat = await this.access.open(userId, chatId);
    return this.transactions.run(async (tx) => {
      await lockParticipant(tx, chat.participantId);
      return work(tx, chat, await hold(tx, chat, id));
    });
  }
}

type Work<T> = (tx: Tx, chat: OpenChat, held: ScheduledRow) => Promise<T>;

/** Whatever became of who began to send it: it may have been sent, until they are known to have been refused. */
async function hold(tx: Tx, { chatId, participantId }: OpenChat, id: string): Promise<ScheduledRow> {
  const key = [chatId, isUUID(id) ? id : null, participantId];
  const [held] = await rows<ScheduledRow>(tx.manager, HOLD, key);
  if (held?.claimed_until === null) return held;
  if (held || (await rows(tx.manager, SENT, key)).length > 0) throw new AppError('scheduled.on_its_way');
  throw new AppError('scheduled.not_found');
}

const isSame = (one: ScheduledRow, other: ScheduledRow): boolean =>
  one.body === other.body && one.send_at.getTime() === other.send_at.getTime();

const HOLD = `
  select ${SCHEDULED_COLUMNS} from scheduled_messages s
  where s.chat_id = $1 and s.id = $2 and s.participant_id = $3 for no key update`;

const SENT = 'select 1 from messages where chat_id = $1 and id = $2 and participant_id = $3';

const CHANGE = `
  with s as (
    update scheduled_messages set body = $4, send_at = $5, failed = null where chat_id = $1 and id = $2 returning *),
  counted as (update participants set version = version + 1 where id = $3 and exists (select from s) returning version)
  select ${SCHEDULED_COLUMNS}, c.version mine from s cross join counted c`;

const CANCEL = `
  with gone as (delete from scheduled_messages where chat_id = $1 and id = $2 returning id), released as (${UPLOADS_LET_GO})
  update participants set version = version + 1 where id = $3 and exists (select from gone) returning version mine`;

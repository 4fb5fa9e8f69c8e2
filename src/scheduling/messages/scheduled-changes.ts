import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';

import { ChatAccess, type OpenChat } from '../../chats/access/chat-access.js';
import { lockParticipant } from '../../chats/access/participant-lock.js';
import type { RescheduleMessageDto } from '../../contract/dto/scheduling.dto.js';
import type { ScheduledMessageView } from '../../contract/views/scheduling.view.js';
import { raiseVersion } from '../../messages/history/personal-state.js';
import { Message } from '../../messages/message.entity.js';
import { mustKeepText } from '../../messages/send/send.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { mustBeSendable, mustOutlast, timeAhead } from './scheduling.js';
import { restartUploadRetention, type Scheduled, scheduledView } from './scheduled-list.js';
import { ScheduledMessage } from '../scheduling.entity.js';

/**
 * Changes or cancels scheduled messages. The transaction that locks the row first decides: a cancelled message is never sent, and a message that is
 * being sent cannot be cancelled.
 */
@Injectable()
export class ScheduledChanges {
  constructor(
    private readonly access: ChatAccess,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Changes the text or the time. A message whose send was refused is sent again, at once if its time has passed. Otherwise the same values again
   * change nothing.
   * @throws AppError chat.not_found, scheduled.not_found, scheduled.on_its_way, request.invalid, and the refusals of `REFUSED_SENDS`
   */
  async change(
    userId: string,
    chatId: string,
    id: string,
    { message, sendAt }: RescheduleMessageDto,
  ): Promise<ScheduledMessageView> {
    const time = sendAt === undefined ? undefined : timeAhead('sendAt', sendAt);
    return this.withLocked(userId, chatId, id, async (tx, chat, locked) => {
      const after = { ...locked, body: message ?? locked.body, sendAt: time ?? locked.sendAt, failed: null };
      mustKeepText(locked.kind, after.body);
      if (isSame(locked, after) && locked.failed === null) return scheduledView(locked);
      mustOutlast(locked, after.sendAt);
      await mustBeSendable(tx, chat, { ...locked, reply: locked.replyTo });
      const { body, sendAt, failed } = after;
      await tx.manager.getRepository(ScheduledMessage).update(keyOf(locked), { body, sendAt, failed });
      const view = scheduledView(after);
      const mine = await raiseVersion(tx, chat);
      tx.publish({ event: 'message.scheduled', payload: { ...view, mine }, to: { users: [userId] } });
      return view;
    });
  }

  /** Cancels a scheduled message: it is never sent. @throws AppError chat.not_found, scheduled.not_found, scheduled.on_its_way */
  async cancel(userId: string, chatId: string, id: string): Promise<void> {
    await this.withLocked(userId, chatId, id, async (tx, chat, locked) => {
      await restartUploadRetention(tx, locked);
      await tx.manager.getRepository(ScheduledMessage).delete(keyOf(locked));
      const mine = await raiseVersion(tx, chat);
      const payload = { chatId: chat.chatId, scheduledId: locked.id, sent: false, mine };
      tx.publish({ event: 'message.unscheduled', payload, to: { users: [userId] } });
    });
  }

  private async withLocked<T>(userId: string, chatId: string, id: string, work: Work<T>): Promise<T> {
    const chat = await this.access.open(userId, chatId);
    return this.transactions.run(async (tx) => {
      await lockParticipant(tx, chat);
      return work(tx, chat, await lockScheduled(tx, chat, id));
    });
  }
}

type Work<T> = (tx: Tx, chat: OpenChat, locked: Scheduled) => Promise<T>;

/**
 * Locks a scheduled message. One that a node has begun to send may have been sent, until it is known to be refused.
 * @throws AppError scheduled.not_found, scheduled.on_its_way
 */
async function lockScheduled(tx: Tx, { chatId, participantId }: OpenChat, id: string): Promise<Scheduled> {
  if (!isUUID(id)) throw new AppError('scheduled.not_found');
  const key = { chatId, id, participantId };
  const locked = await tx.manager.findOne(ScheduledMessage, { where: key, lock: { mode: 'for_no_key_update' } });
  if (locked?.claimedUntil === null) return locked;
  if (locked || (await tx.manager.existsBy(Message, key))) throw new AppError('scheduled.on_its_way');
  throw new AppError('scheduled.not_found');
}

const keyOf = ({ chatId, id }: Scheduled) => ({ chatId, id });

const isSame = (one: Scheduled, other: Scheduled): boolean =>
  one.body === other.body && one.sendAt.getTime() === other.sendAt.getTime();

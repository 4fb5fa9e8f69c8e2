import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { Participant } from '../../chats/chat.entity.js';
import type { ErrorCode } from '../../contract/errors.js';
import { raiseVersion } from '../../messages/history/personal-state.js';
import { Message } from '../../messages/message.entity.js';
import { MessagesService } from '../../messages/send/messages.service.js';
import { rows } from '../../platform/database/rows.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { type Due, restartUploadRetention, scheduledSend, scheduledView } from './scheduled-list.js';
import { ScheduledMessage } from '../scheduling.entity.js';
import { CLAIM } from './scheduled.sql.js';

const AT_ONCE = 100;
/** The lease: after this time without renewal a node counts as dead, and another node sends its messages. */
const LEASE_SECONDS = 10;
/** Errors after which the send is retried. */
const PASSING: ErrorCode[] = ['overloaded', 'storage.full', 'internal'];

/**
 * Sends due messages through `MessageWriter`, like any send. The scheduled message has the id of the message, so sending it again is a retry: after
 * a crash, or with two nodes at the same time, it is still stored once.
 */
@Injectable()
export class DueMessages {
  private readonly logger = new Logger(DueMessages.name);

  constructor(
    private readonly database: DataSource,
    private readonly messages: MessagesService,
    private readonly transactions: Transactions,
  ) {}

  /** Sends the next due messages. @returns whether there may be more */
  async send(): Promise<boolean> {
    const due = await rows<Due>(this.database, CLAIM, [AT_ONCE, LEASE_SECONDS]);
    const tried = await Promise.all(due.map(async (one) => ({ one, refusal: await this.try(one) })));
    for (const { one, refusal } of tried) await this.settle(one, refusal);
    return due.length === AT_ONCE;
  }

  /** @returns the error it was refused with; null when it is sent */
  private async try(one: Due): Promise<ErrorCode | null> {
    if (one.isDeactivated) return 'auth.deactivated';
    try {
      await this.messages.store(scheduledSend(one));
      return null;
    } catch (error) {
      if (error instanceof AppError && error.code !== 'internal') return error.code;
      this.logger.error(
        { err: error, chatId: one.chatId, scheduledId: one.id },
        'a scheduled message could not be sent',
      );
      return 'internal';
    }
  }

  /**
   * Records the result of a send. A failure does not stop the others: after the lease the message is sent again, which is a retry, and then
   * settled.
   */
  private async settle(one: Due, refusal: ErrorCode | null): Promise<void> {
    if (refusal !== null && PASSING.includes(refusal)) return;
    await this.transactions
      .run((tx) => settle(tx, one, refusal))
      .catch((err: unknown) =>
        this.logger.warn({ err, scheduledId: one.id }, 'a scheduled message could not be settled'),
      );
  }
}

/**
 * Deletes the row of a sent message. The row of a refused message stays, so that its author can change or cancel it; it is deleted if the author
 * has left the chat.
 */
async function settle(tx: Tx, due: Due, refusal: ErrorCode | null): Promise<void> {
  const { chatId, id, participantId, contentHash, attempts } = due;
  const participant = await tx.manager.findOne(Participant, {
    select: { id: true, leftRev: true },
    where: { chatId, id: participantId },
    lock: { mode: 'for_no_key_update' },
  });
  if (!participant) return;
  const isIn = participant.leftRev === null;
  // an earlier attempt may have sent it, and this one may have been refused because of a change since
  const sent = refusal === null || (await tx.manager.existsBy(Message, { chatId, id, participantId, contentHash }));
  const waiting = tx.manager.getRepository(ScheduledMessage);
  // only the latest attempt records a failure
  const key = sent ? { chatId, id } : { chatId, id, attempts };
  await restartUploadRetention(tx, due);
  const fails = !sent && isIn;
  const { affected } = fails
    ? await waiting.update(key, { failed: refusal, claimedUntil: null })
    : await waiting.delete(key);
  if (affected !== 1) return;
  const mine = await raiseVersion(tx, due);
  const to = { users: isIn ? [due.userId] : [] };
  if (fails) {
    const view = scheduledView({ ...due, failed: refusal });
    tx.publish({ event: 'message.scheduled', payload: { ...view, mine }, to });
  } else tx.publish({ event: 'message.unscheduled', payload: { chatId, scheduledId: id, sent, mine }, to });
}

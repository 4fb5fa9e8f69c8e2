import { Injectable } from '@nestjs/common';
import { IsNull, Raw } from 'typeorm';

import { isPresent } from '../../chats/membership.js';
import { raiseVersion } from '../../messages/history/personal-state.js';
import { VISIBLE } from '../../messages/history/history.sql.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { reminderTimes } from './reminders.js';
import { Reminder } from '../scheduling.entity.js';

const AT_ONCE = 50;

/** A reminder that is due. */
type Due = Pick<Reminder, 'chatId' | 'participantId' | 'messageId'> & {
  userId: string;
  /** The person is in the chat, and sees the message. */
  isSeen: boolean;
};

/** Pushes due reminders, each once: the push and the row that says it was sent share one transaction. */
@Injectable()
export class DueReminders {
  constructor(private readonly transactions: Transactions) {}

  /** Pushes the next due reminders. @returns whether there may be more */
  async remind(): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      const due = await lockDue(tx);
      for (const one of due) await remind(tx, one);
      return due.length === AT_ONCE;
    });
  }
}

/** Locks the participants of due reminders. Locked rows are skipped, and tried again a second later. */
async function lockDue(tx: Tx): Promise<Due[]> {
  return tx.manager
    .createQueryBuilder(Reminder, 'n')
    .innerJoin('n.participant', 'p', 'p.chatId = n.chatId')
    .innerJoin('n.message', 'm')
    .select(['n.chatId as "chatId"', 'n.participantId as "participantId"', 'n.messageId as "messageId"'])
    .addSelect('p.userId', 'userId')
    .addSelect(`${isPresent('p')} and ${VISIBLE}`, 'isSeen')
    .where('n.dueAt <= now() and n.remindedAt is null')
    .orderBy('n.dueAt')
    .addOrderBy('n.messageId')
    .limit(AT_ONCE)
    .setLock('for_no_key_update', undefined, ['p'])
    .setOnLocked('skip_locked')
    .getRawMany<Due>();
}

/** Pushes a reminder, unless it was moved, removed or pushed before its participant was locked. */
async function remind(tx: Tx, { userId, isSeen, ...key }: Due): Promise<void> {
  const reminders = tx.manager.getRepository(Reminder);
  const isDue = { dueAt: Raw((at) => `${at} <= now()`), remindedAt: IsNull() };
  const { affected } = await reminders.update({ ...key, ...isDue }, { remindedAt: () => 'now()' });
  if (affected !== 1) return;
  const mine = await raiseVersion(tx, key);
  if (!isSeen) return;
  const { chatId, messageId } = key;
  const times = reminderTimes(await reminders.findOneByOrFail(key));
  tx.publish({ event: 'reminder.due', payload: { chatId, messageId, ...times, mine }, to: { users: [userId] } });
}

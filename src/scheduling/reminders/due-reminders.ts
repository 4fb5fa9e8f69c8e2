import { Injectable } from '@nestjs/common';
import { IsNull, Raw } from 'typeorm';

import { isPresent } from '../../chats/membership.js';
import { raiseVersions } from '../../messages/history/personal-state.js';
import { VISIBLE } from '../../messages/history/history.sql.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { reminderTimes, type Times } from './reminders.js';
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
      if (due.length > 0) await remind(tx, due);
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

/** Pushes reminders, without those that were moved, removed or pushed before their participant was locked. */
async function remind(tx: Tx, due: Due[]): Promise<void> {
  const reminded = await markReminded(tx, due);
  const pushed = due.flatMap((one) => {
    const times = reminded.get(one.messageId + one.participantId);
    return times ? [{ ...one, times }] : [];
  });
  const versions = await raiseVersions(
    tx,
    pushed.map(({ participantId }) => participantId),
  );
  for (const [place, { userId, isSeen, chatId, messageId, times }] of pushed.entries()) {
    const payload = { chatId, messageId, ...reminderTimes(times), mine: versions[place] ?? 0 };
    if (isSeen) tx.publish({ event: 'reminder.due', payload, to: { users: [userId] } });
  }
}

type MarkedRow = { message_id: string; participant_id: string; due_at: Date; reminded_at: Date };

/** @returns the times of those that were still due, by their message and participant */
async function markReminded(tx: Tx, due: Due[]): Promise<Map<string, Times>> {
  const isDue = { dueAt: Raw((at) => `${at} <= now()`), remindedAt: IsNull() };
  const keys = due.map(({ chatId, participantId, messageId }) => ({ chatId, participantId, messageId, ...isDue }));
  const marked = await tx.manager
    .createQueryBuilder()
    .update(Reminder)
    .set({ remindedAt: () => 'now()' })
    .where(keys)
    .returning(['messageId', 'participantId', 'dueAt', 'remindedAt'])
    .execute();
  const times = (marked.raw as MarkedRow[]).map((row): [string, Times] => [
    row.message_id + row.participant_id,
    { dueAt: row.due_at, remindedAt: row.reminded_at },
  ]);
  return new Map(times);
}

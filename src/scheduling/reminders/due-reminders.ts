import { Injectable } from '@nestjs/common';

import { VISIBLE } from '../../messages/history/reader-row.js';
import { rows } from '../../platform/database/rows.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { type ReminderRow, reminderTimes } from './reminder-row.js';

const AT_ONCE = 50;

/** A reminder that is due. */
interface Due {
  chat_id: string;
  participant_id: string;
  message_id: string;
  user_id: string;
  /** The person is in the chat, and sees the message. */
  isSeen: boolean;
}

/** Pushes due reminders, each once: the push and the row that says it was sent share one transaction. */
@Injectable()
export class DueReminders {
  constructor(private readonly transactions: Transactions) {}

  /** @returns whether there may be more */
  async remind(): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      const due = await rows<Due>(tx.manager, DUE, [AT_ONCE]);
      for (const one of due) await remind(tx, one);
      return due.length === AT_ONCE;
    });
  }
}

async function remind(tx: Tx, due: Due): Promise<void> {
  const { chat_id: chatId, participant_id: participantId, message_id: messageId, user_id: userId } = due;
  const [now] = await rows<ReminderRow & { mine: number }>(tx.manager, REMIND, [chatId, participantId, messageId]);
  if (!now || !due.isSeen) return;
  const payload = { chatId, messageId, ...reminderTimes(now), mine: now.mine };
  tx.publish({ event: 'reminder.due', payload, to: { users: [userId] } });
}

/** Under the locks of the participants; those that somebody holds are looked at again a second later. */
const DUE = `
  select n.chat_id, n.participant_id, n.message_id, p.user_id, p.left_rev is null and ${VISIBLE} "isSeen"
  from reminders n
  join participants p on p.id = n.participant_id
  join messages m on m.chat_id = n.chat_id and m.id = n.message_id
  where n.due_at <= now() and n.reminded_at is null
  order by n.due_at, n.message_id limit $1 for no key update of p skip locked`;

/** It may have been moved, taken away or told since. */
const REMIND = `
  with told as (
    update reminders set reminded_at = now()
    where chat_id = $1 and participant_id = $2 and message_id = $3 and due_at <= now() and reminded_at is null
    returning due_at, reminded_at)
  update participants p set version = p.version + 1 from told where p.id = $2
  returning told.due_at, told.reminded_at, p.version mine`;

// Raw SQL: a page of complete messages of all chats in one statement, with the columns that all queries of messages share.

import { isPresent } from '../../chats/membership.js';
import { readerColumns, VISIBLE } from '../../messages/history/history.sql.js';
import { microsOf } from '../../messages/history/receipts.js';
import { MESSAGE_COLUMNS, MESSAGE_JOINS } from '../../messages/views/message-row.js';

/** One person's reminders in the chats they are in, the earliest first. Messages that they see as tombstones are left out. */
export const REMINDERS = `
  select ${MESSAGE_COLUMNS}, ${readerColumns('p.id')}, n.due_at "dueAt", n.reminded_at "remindedAt", n.at
  from participants p
  join lateral (select r.*, ${microsOf('r.due_at')} at from reminders r where r.chat_id = p.chat_id and r.participant_id = p.id) n on true
  join messages m on m.chat_id = n.chat_id and m.id = n.message_id
  ${MESSAGE_JOINS}
  where p.user_id = $1 and ${isPresent('p')} and ${VISIBLE}
    and ($3::bigint is null or (n.at, m.id, m.chat_id) > ($3::bigint, $4::uuid, $5::uuid))
  order by n.at, m.id, m.chat_id limit $2`;

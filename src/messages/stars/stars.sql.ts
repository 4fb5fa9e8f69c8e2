// Raw SQL: a page of complete messages of all chats in one statement, with the columns that all queries of messages share.

import { isPresent } from '../../chats/membership.js';
import { readerColumns, VISIBLE } from '../history/history.sql.js';
import { microsOf } from '../history/receipts.js';
import { MESSAGE_COLUMNS, MESSAGE_JOINS } from '../views/message-row.js';

const AT = microsOf('s.starred_at');

/** What one person has starred in the chats they are in, the latest star first. Messages that they see as tombstones are left out. */
export const STARRED = `
  select ${MESSAGE_COLUMNS}, ${readerColumns('p.id')}, ${AT} at
  from participants p
  join stars s on s.chat_id = p.chat_id and s.participant_id = p.id
  join messages m on m.chat_id = s.chat_id and m.id = s.message_id
  ${MESSAGE_JOINS}
  where p.user_id = $1 and ${isPresent('p')} and ${VISIBLE}
    and ($3::bigint is null or (${AT}, m.id, m.chat_id) < ($3::bigint, $4::uuid, $5::uuid))
  order by ${AT} desc, m.id desc, m.chat_id desc limit $2`;

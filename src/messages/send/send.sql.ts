// Raw SQL: the group commit of sends calls a SQL function for a whole batch. System messages are numbered and stored in one statement.

import { inFreeChats } from '../../chats/access/access.sql.js';

/**
 * Stores a batch of messages, given as one array for each column. It returns one row for each, in the same order.
 */
export const APPEND_MESSAGES = inFreeChats(
  14,
  `append_messages(
    free.chats, $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::jsonb[], $8::text[], $9::bytea[],
    $10::text[], $11::text[], $12::boolean[], $13::jsonb[])`,
);

/** Stores a system message under the next `seq` and `rev` of a locked chat. */
export const WRITE_SYSTEM_MESSAGE = `
  with moved as (
    update chats set last_seq = last_seq + 1, last_rev = last_rev + 1, updated_at = now() where id = $1 returning last_seq, last_rev)
  insert into messages (chat_id, id, seq, sent_rev, kind, participant_id, body, extras, content_hash)
  select $1, $2, last_seq, last_rev, 'system', $3, '', $4, '' from moved returning sent_rev rev`;

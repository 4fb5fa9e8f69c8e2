// Raw SQL: the group commit of sends calls a SQL function for a whole batch. System messages are numbered and stored in one statement.

import { prepared } from '../../platform/database/prepared.js';

/**
 * Stores a batch of sends, given as one array for each column. `$14`: whether to wait for chats that are locked. It returns one row for each
 * send, with its place (from 1) as `ord`.
 */
export const APPEND_SENDS = prepared(
  'append_sends',
  `select * from append_sends(
    $1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::jsonb[], $8::text[], $9::bytea[],
    $10::text[], $11::text[], $12::boolean[], $13::jsonb[], $14::boolean)`,
);

/** Stores a system message under the next `seq` and `rev` of a locked chat. */
export const WRITE_SYSTEM_MESSAGE = `
  with moved as (
    update chats set last_seq = last_seq + 1, last_rev = last_rev + 1, updated_at = now() where id = $1 returning last_seq, last_rev)
  insert into messages (chat_id, id, seq, sent_rev, kind, participant_id, body, extras, content_hash)
  select $1, $2, last_seq, last_rev, 'system', $3, $5, $4, $6 from moved returning sent_rev rev`;

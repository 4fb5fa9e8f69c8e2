import { deletedAt, type MessageRow, type ReaderColumns, readerView, sharedMessageView } from '../views/message-row.js';
import type { MessageView } from '../../contract/views/message.view.js';

/** A message with what depends on its reader. */
export type ReaderRow = MessageRow & ReaderColumns;

/** Of a message `m` and what it answers, `r`. @param reader the SQL of their participant id, never anything that came in */
export const readerColumns = (reader: string): string => {
  const theirs = `chat_id = m.chat_id and participant_id = ${reader} and message_id = m.id`;
  return `
    case when m.changed_rev is not null then (select array_agg(emoji) from reactions where ${theirs}) end reacted,
    case when m.kind = 'poll' then (select array_agg(option) from votes where ${theirs}) end chosen,
    exists (select from stars where ${theirs}) starred,
    ${hiddenAt('m', reader)} hidden_at, case when m.reply_to is not null then ${hiddenAt('r', reader)} end reply_hidden_at`;
};

/** SQL of whether a participant has not deleted a message `m` for themselves. @param reader the SQL of their id */
export const notHidden = (reader: string): string => `not exists (
    select from hidden_messages h where h.chat_id = m.chat_id and h.participant_id = ${reader} and h.message_id = m.id)`;

/** SQL of whether a message `m` is more than a tombstone to a participant `p`. */
export const VISIBLE = `(${deletedAt('m')} is null and m.seq > p.hidden_seq and ${notHidden('p.id')})`;

const hiddenAt = (message: string, reader: string): string => `coalesce(
      (select hidden_at from hidden_messages
       where chat_id = ${message}.chat_id and participant_id = ${reader} and message_id = ${message}.id),
      (select hidden_at from participants where id = ${reader} and hidden_seq >= ${message}.seq))`;

export const messageView = (row: ReaderRow): MessageView => readerView(sharedMessageView(row), row);

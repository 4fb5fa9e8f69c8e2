import { attachmentsFor } from '../views/attachments-view.js';
import {
  deletedAt,
  type MessageRow,
  reactionsFor,
  seenBy,
  sharedMessageView,
  withoutReply,
} from '../views/message-row.js';
import type { MessageView } from '../../contract/views/message.view.js';

/** A message with what depends on its reader. */
export interface ReaderRow extends MessageRow {
  /** The emojis they gave. */
  reacted: string[] | null;
  /** The options of a poll they chose. */
  chosen: string[] | null;
  starred: boolean;
  hidden_at: Date | null;
  /** Likewise, what it answers. */
  reply_hidden_at: Date | null;
}

/** Of a message `m` and what it answers, `r`. @param reader the SQL of their participant id, never anything that came in */
export const readerColumns = (reader: string): string => {
  const theirs = `chat_id = m.chat_id and participant_id = ${reader} and message_id = m.id`;
  return `
    case when m.changed_rev is not null then (select array_agg(emoji) from reactions where ${theirs}) end reacted,
    case when m.kind = 'poll' then (select array_agg(option) from votes where ${theirs}) end chosen,
    exists (select from stars where ${theirs}) starred,
    ${hiddenAt('m', reader)} hidden_at, case when m.reply_to is not null then ${hiddenAt('r', reader)} end reply_hidden_at`;
};

/** SQL of whether a message `m` is more than a tombstone to a participant `p`. */
export const VISIBLE = `(${deletedAt('m')} is null and m.seq > p.hidden_seq and not exists (
    select from hidden_messages h where h.chat_id = m.chat_id and h.participant_id = p.id and h.message_id = m.id))`;

const hiddenAt = (message: string, reader: string): string => `coalesce(
      (select hidden_at from hidden_messages
       where chat_id = ${message}.chat_id and participant_id = ${reader} and message_id = ${message}.id),
      (select hidden_at from participants where id = ${reader} and hidden_seq >= ${message}.seq))`;

export function messageView(row: ReaderRow): MessageView {
  const shared = withoutReply(sharedMessageView(row), row.reply_hidden_at);
  const reactions = reactionsFor(shared.reactions, row.reacted);
  const attachments = attachmentsFor(shared.attachments, row.chosen);
  return seenBy({ ...shared, attachments, reactions, starred: row.starred }, row.hidden_at);
}

import { attachmentsFor } from '../chats/attachments-view.js';
import { type MessageRow, reactionsFor, seenBy, sharedMessageView } from '../chats/message-row.js';
import type { MessageView } from '../contract/message.view.js';

/** A message with what depends on its reader. */
export interface ReaderRow extends MessageRow {
  /** The emojis they gave. */
  reacted: string[] | null;
  /** The options of a poll they chose. */
  chosen: string[] | null;
  starred: boolean;
  hidden_at: Date | null;
}

/** Of a message `m`. @param reader the SQL of their participant id, never anything that came in */
export const readerColumns = (reader: string): string => {
  const theirs = `chat_id = m.chat_id and participant_id = ${reader} and message_id = m.id`;
  return `
    case when m.changed_rev is not null then (select array_agg(emoji) from reactions where ${theirs}) end reacted,
    case when m.kind = 'poll' then (select array_agg(option) from votes where ${theirs}) end chosen,
    exists (select from stars where ${theirs}) starred,
    coalesce((select hidden_at from hidden_messages where ${theirs}),
      (select hidden_at from participants where id = ${reader} and hidden_seq >= m.seq)) hidden_at`;
};

export function messageView(row: ReaderRow): MessageView {
  const shared = sharedMessageView(row);
  const reactions = reactionsFor(shared.reactions, row.reacted);
  const attachments = attachmentsFor(shared.attachments, row.chosen);
  return seenBy({ ...shared, attachments, reactions, starred: row.starred }, row.hidden_at);
}

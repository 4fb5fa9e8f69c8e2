import { type MessageRow, seenBy, sharedMessageView } from '../chats/message-row.js';
import type { MessageView } from '../contract/message.view.js';

/** A message with what depends on its reader. */
export type ReaderRow = MessageRow & { starred: boolean; hidden_at: Date | null };

/** Of a message `m`. @param reader the SQL of their participant id, never anything that came in */
export const readerColumns = (reader: string): string => {
  const theirs = `chat_id = m.chat_id and participant_id = ${reader} and message_id = m.id`;
  return `exists (select from stars where ${theirs}) starred, (select hidden_at from hidden_messages where ${theirs}) hidden_at`;
};

export const messageView = (row: ReaderRow): MessageView =>
  seenBy({ ...sharedMessageView(row), starred: row.starred }, row.hidden_at);

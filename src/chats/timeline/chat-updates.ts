import type { ChatFactsView } from '../../contract/views/chat.view.js';
import { rows } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/transactions.js';
import { numberChanges } from './timeline.js';

/** The properties of a chat that all its participants see, as CHAT_FACTS selects them. */
export interface ChatFactsRow {
  title: string | null;
  avatar: string | null;
  description: string | null;
  message_lifetime: number | null;
  history_hidden: boolean;
}

/** Of a chat `h`. */
export const CHAT_FACTS = 'h.title, h.avatar, h.description, h.message_lifetime, h.history_hidden';

export function chatFactsView(row: ChatFactsRow): ChatFactsView {
  return {
    title: row.title,
    avatar: row.avatar,
    description: row.description,
    messageLifetime: row.message_lifetime,
    historyHidden: row.history_hidden,
  };
}

/**
 * Changes the given properties of a locked chat, as one numbered change. Without a difference nothing happens, so a retry is safe.
 * @returns whether anything changed
 */
export async function updateChat(tx: Tx, chatId: string, wanted: Partial<ChatFactsView>): Promise<boolean> {
  const [before] = await rows<ChatFactsRow>(tx.manager, `select ${CHAT_FACTS} from chats h where id = $1`, [chatId]);
  if (!before) return false;
  const now = chatFactsView(before);
  const after = { ...now, ...wanted };
  if (JSON.stringify(now) === JSON.stringify(after)) return false;
  const [rev = 0] = await numberChanges(tx, chatId, [{ kind: 'chat.updated', subjectId: chatId }]);
  await tx.manager.query(
    `update chats set title = $2, avatar = $3, description = $4, message_lifetime = $5, history_hidden = $6 where id = $1`,
    [chatId, after.title, after.avatar, after.description, after.messageLifetime, after.historyHidden],
  );
  tx.publish({ event: 'chat.updated', payload: { id: chatId, chatId, rev, ...after } });
  return true;
}

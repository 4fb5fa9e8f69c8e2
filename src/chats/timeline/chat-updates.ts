import type { EntityManager } from 'typeorm';

import type { ChatFactsView } from '../../contract/views/chat.view.js';
import type { Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { Chat } from '../chat.entity.js';
import { numberChanges } from './timeline.js';

/** The properties of a chat that all its participants see. @throws AppError chat.not_found */
export async function chatFacts(manager: EntityManager, chatId: string): Promise<ChatFactsView> {
  const select = { id: true, title: true, avatar: true, description: true, messageLifetime: true, historyHidden: true };
  const chat = await manager.findOne(Chat, { select, where: { id: chatId } });
  if (!chat) throw new AppError('chat.not_found');
  return chatFactsView(chat);
}

export function chatFactsView(chat: ChatFactsView): ChatFactsView {
  const { title, avatar, description, messageLifetime, historyHidden } = chat;
  return { title, avatar, description, messageLifetime, historyHidden };
}

/**
 * Changes the given properties of a locked chat, as one numbered change. Without a difference nothing happens, so a retry is safe.
 * @returns whether anything changed
 */
export async function updateChat(tx: Tx, chatId: string, wanted: Partial<ChatFactsView>): Promise<boolean> {
  const now = await chatFacts(tx.manager, chatId);
  const after = { ...now, ...wanted };
  if (JSON.stringify(now) === JSON.stringify(after)) return false;
  const [rev = 0] = await numberChanges(tx, chatId, [{ kind: 'chat.updated', subjectId: chatId }]);
  await tx.manager.update(Chat, { id: chatId }, chatFactsView(after));
  tx.publish({ event: 'chat.updated', payload: { id: chatId, chatId, rev, ...after } });
  return true;
}

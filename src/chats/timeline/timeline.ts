import type { EntityManager } from 'typeorm';

import type { ChatFactsView } from '../../contract/views/chat.view.js';
import { Journal } from '../../platform/database/journal.js';
import type { Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { type ChangeKind, Chat } from '../chat.entity.js';
import { ADD_CHANGES } from './timeline.sql.js';

export interface Position {
  lastSeq: number;
  lastRev: number;
}

export interface NumberedChange<Kind extends ChangeKind = ChangeKind> {
  kind: Kind;
  subjectId: string;
}

/**
 * Locks a chat. A transaction must do this before it locks any other row. All writers that number something in the chat wait for this lock; inserts
 * with a foreign key to the chat do not, because the mode is `NO KEY`.
 * @throws AppError chat.not_found
 */
export async function lockChat(tx: Tx, chatId: string): Promise<Position> {
  const position = await tx.manager.findOne(Chat, {
    select: { id: true, lastSeq: true, lastRev: true },
    where: { id: chatId },
    lock: { mode: 'for_no_key_update' },
  });
  if (!position) throw new AppError('chat.not_found');
  return { lastSeq: position.lastSeq, lastRev: position.lastRev };
}

/**
 * Stores changes of a locked chat under the next numbers, in the given order, and records them in the journal.
 * @param newcomers user ids of those for whom the chat is new
 * @returns the `rev` of each
 */
export async function numberChanges(
  tx: Tx,
  chatId: string,
  changes: NumberedChange[],
  newcomers: string[] = [],
): Promise<number[]> {
  const last = await raiseLastRev(tx, chatId, changes.length);
  const revs = changes.map((_, index) => last - changes.length + 1 + index);
  const [kinds, subjects] = [changes.map(({ kind }) => kind), changes.map(({ subjectId }) => subjectId)];
  await tx.manager.query(ADD_CHANGES, [chatId, revs, kinds, subjects]);
  await Journal.record(tx.manager, { chatIds: [chatId], revs: [last], userIds: newcomers });
  return revs;
}

/** @returns the new `lastRev` of the chat */
async function raiseLastRev({ manager }: Tx, chatId: string, by: number): Promise<number> {
  const update = manager
    .createQueryBuilder()
    .update(Chat)
    .set({ lastRev: () => 'last_rev + :by' });
  const raised = await update.where({ id: chatId }).setParameters({ by }).returning(['lastRev']).execute();
  const [chat] = raised.raw as { last_rev: number }[];
  return chat?.last_rev ?? 0;
}

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
 * Changes the given properties of a locked chat, as one numbered change. If nothing differs, nothing is written, so a retry is safe.
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

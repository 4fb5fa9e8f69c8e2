import { Any, type EntityManager } from 'typeorm';

import type { ChatFactsView } from '../../contract/views/chat.view.js';
import { Journal } from '../../platform/database/journal.js';
import type { Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { isSameJson } from '../../platform/text/sorted-json.js';
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
  const last = (await raiseLastRevs(tx, [chatId], changes.length)).get(chatId) ?? 0;
  const numbered = changes.map((change, index) => ({ ...change, chatId, rev: last - changes.length + 1 + index }));
  await addChanges(tx, numbered);
  await Journal.record(tx.manager, { chatIds: [chatId], revs: [last], userIds: newcomers });
  return numbered.map(({ rev }) => rev);
}

/**
 * Stores one change in each of several locked chats under its next number, and records them in the journal.
 * @returns the `rev` of each, in the same order
 */
export async function numberInEach(tx: Tx, changes: (NumberedChange & { chatId: string })[]): Promise<number[]> {
  const chatIds = changes.map(({ chatId }) => chatId);
  const last = await raiseLastRevs(tx, chatIds, 1);
  const numbered = changes.map((change) => ({ ...change, rev: last.get(change.chatId) ?? 0 }));
  const revs = numbered.map(({ rev }) => rev);
  await addChanges(tx, numbered);
  await Journal.record(tx.manager, { chatIds, revs });
  return revs;
}

async function addChanges(tx: Tx, changes: (NumberedChange & { chatId: string; rev: number })[]): Promise<void> {
  await tx.manager.query(ADD_CHANGES, [
    changes.map(({ chatId }) => chatId),
    changes.map(({ rev }) => rev),
    changes.map(({ kind }) => kind),
    changes.map(({ subjectId }) => subjectId),
  ]);
}

/** @returns the new `lastRev` of each chat, by its id */
async function raiseLastRevs({ manager }: Tx, chatIds: string[], by: number): Promise<Map<string, number>> {
  const update = manager
    .createQueryBuilder()
    .update(Chat)
    .set({ lastRev: () => 'last_rev + :by' });
  const where = update.where({ id: Any(chatIds) }).setParameters({ by });
  const raised = await where.returning(['id', 'lastRev']).execute();
  return new Map((raised.raw as { id: string; last_rev: number }[]).map((chat) => [chat.id, chat.last_rev]));
}

/** The properties of a chat that all its participants see. @throws AppError chat.not_found */
export async function chatFacts(manager: EntityManager, chatId: string): Promise<ChatFactsView> {
  const texts = { title: true, avatar: true, description: true };
  const select = { id: true, ...texts, messageLifetime: true, historyHidden: true, data: true } as const;
  const chat = await manager.findOne(Chat, { select, where: { id: chatId } });
  if (!chat) throw new AppError('chat.not_found');
  return chatFactsView(chat);
}

export function chatFactsView(chat: ChatFactsView): ChatFactsView {
  const { title, avatar, description, messageLifetime, historyHidden, data } = chat;
  return { title, avatar, description, messageLifetime, historyHidden, data };
}

/**
 * Changes the given properties of a locked chat, as one numbered change. If nothing differs, nothing is written, so a retry is safe.
 * @returns whether anything changed
 */
export async function updateChat(tx: Tx, chatId: string, wanted: Partial<ChatFactsView>): Promise<boolean> {
  const now = await chatFacts(tx.manager, chatId);
  const after = { ...now, ...wanted };
  if (isSameJson(now, after)) return false;
  const [rev = 0] = await numberChanges(tx, chatId, [{ kind: 'chat.updated', subjectId: chatId }]);
  const facts: Pick<Chat, keyof ChatFactsView> = chatFactsView(after);
  await tx.manager.update(Chat, { id: chatId }, facts);
  tx.publish({ event: 'chat.updated', payload: { id: chatId, chatId, rev, ...after } });
  return true;
}

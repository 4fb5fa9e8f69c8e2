import { AppError } from '../../platform/errors/app-error.js';
import { Journal } from '../../platform/database/journal.js';
import type { Tx } from '../../platform/database/transactions.js';
import { Chat } from '../chat.entity.js';
import type { ChangeKind } from './change.entity.js';
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
 * Locks a chat, before any other row is locked. All writers that number something in the chat wait here for each other.
 * `NO KEY`, so that inserts with a foreign key to the chat do not wait.
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
 * Gives changes of a locked chat their numbers, in the order given, and notes them in the journal.
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

/** @returns the last `rev` that the chat has given then */
async function raiseLastRev({ manager }: Tx, chatId: string, by: number): Promise<number> {
  const update = manager
    .createQueryBuilder()
    .update(Chat)
    .set({ lastRev: () => 'last_rev + :by' });
  const raised = await update.where({ id: chatId }).setParameters({ by }).returning(['lastRev']).execute();
  const [chat] = raised.raw as { last_rev: number }[];
  return chat?.last_rev ?? 0;
}

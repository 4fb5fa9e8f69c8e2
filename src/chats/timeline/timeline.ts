import { AppError } from '../../platform/errors/app-error.js';
import { Journal } from '../../platform/database/journal.js';
import { rows } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/transactions.js';
import type { ChangeKind } from './change.entity.js';

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
  const sql = 'select last_seq "lastSeq", last_rev "lastRev" from chats where id = $1 for no key update';
  const [position] = await rows<Position>(tx.manager, sql, [chatId]);
  if (!position) throw new AppError('chat.not_found');
  return position;
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
  const [chat] = await rows<{ rev: number }>(
    tx.manager,
    'update chats set last_rev = last_rev + $2 where id = $1 returning last_rev rev',
    [chatId, changes.length],
  );
  const last = chat?.rev ?? 0;
  const revs = changes.map((_, index) => last - changes.length + 1 + index);
  await tx.manager.query(
    `insert into changes (chat_id, rev, kind, subject_id)
     select $1, c.rev, c.kind, c.subject from unnest($2::int[], $3::text[], $4::uuid[]) c (rev, kind, subject)`,
    [chatId, revs, changes.map(({ kind }) => kind), changes.map(({ subjectId }) => subjectId)],
  );
  await Journal.record(tx.manager, { chatIds: [chatId], revs: [last], userIds: newcomers });
  return revs;
}

import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { DataSource, type EntityManager } from 'typeorm';

import { rows } from './rows.js';

/** What one committed transaction changed. `revs` has the last `rev` of each chat in `chatIds`, in the same order. */
export interface Move {
  xid: string;
  chatIds: string[];
  revs: number[];
  userIds: string[];
  sessionIds: string[];
}

export interface Reading {
  moves: Move[];
  /** The position from which to read the next time. */
  next: string;
}

const MINUTE = 60_000;

/** SQL: the current position of the journal, which is the oldest transaction under way. */
export const STANDING = 'pg_snapshot_xmin(pg_current_snapshot())::text';

/**
 * SQL: a move was committed since the position `from`. A transaction that was under way then has an id at or above it, so late commits are
 * found; moves that are newer than the oldest of these are found again.
 * @param ms SQL of how many milliseconds ago that was. None of our transactions takes two minutes, so older moves have been found. This
 *   keeps a read short when a foreign transaction stays open for hours.
 */
export const committedSince = (move: string, from: string, ms: string): string =>
  `${move}.xid >= ${from}::text::xid8 and ${move}.moved_at > now() - interval '2 minutes' - ${ms} * interval '1 millisecond'`;

/** The journal (table `moves`), from which a node learns of changes that no hint announced. Sends write their row in `append_messages`. */
@Injectable()
export class Journal {
  constructor(private readonly database: DataSource) {}

  /** Must be called in the transaction that makes the change. Every change that others see of a chat, marks included, must be recorded. */
  static async record(manager: EntityManager, move: Partial<Omit<Move, 'xid'>>): Promise<void> {
    const { chatIds = [], revs = [], userIds = [], sessionIds = [] } = move;
    await manager.query('insert into moves (chat_ids, revs, user_ids, session_ids) values ($1, $2, $3, $4)', [
      chatIds,
      revs,
      userIds,
      sessionIds,
    ]);
  }

  /** The current position of the journal. */
  async now(): Promise<string> {
    const [row] = await rows<{ next: string }>(this.database, `select ${STANDING} next`);
    if (!row) throw new Error('the journal does not answer');
    return row.next;
  }

  /** All moves committed since a position. @param from `next` of an earlier read @param ms how many milliseconds ago that was */
  async since(from: string, ms: number): Promise<Reading> {
    const found = await rows<(Move | { xid: null }) & { next: string }>(
      this.database,
      `select ${STANDING} next, m.xid::text, m.chat_ids "chatIds", m.revs, m.user_ids "userIds", m.session_ids "sessionIds"
       from (values (1)) one
       left join moves m on ${committedSince('m', '$1', '$2')}`,
      [from, ms],
    );
    return { moves: found.filter((row) => row.xid !== null), next: found[0]?.next ?? from };
  }

  @Interval(MINUTE)
  async forgetOld(): Promise<void> {
    await this.database.query(`delete from moves where moved_at < now() - interval '10 minutes'`);
  }
}

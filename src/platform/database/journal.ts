import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { DataSource, type EntityManager } from 'typeorm';

import { rows } from './rows.js';

/** What one committed transaction touched. `revs` go with `chatIds`: how far each chat then was. */
export interface Move {
  xid: string;
  chatIds: string[];
  revs: number[];
  userIds: string[];
  sessionIds: string[];
}

export interface Reading {
  moves: Move[];
  /** From where to read the next time. */
  next: string;
}

const MINUTE = 60_000;

/** SQL of where the journal stands: the oldest transaction under way. */
export const STANDING = 'pg_snapshot_xmin(pg_current_snapshot())::text';

/**
 * SQL of whether a move was committed since the journal stood at `from`. A transaction that was still under way then has a
 * number at or above it, so that late commits are found; what is younger than them is found again.
 * @param ms how long ago that was. None of our transactions takes two minutes: what is older than that was found, and
 *   a foreign one that stays open for hours does not make each reading longer.
 */
export const committedSince = (move: string, from: string, ms: string): string =>
  `${move}.xid >= ${from}::text::xid8 and ${move}.moved_at > now() - interval '2 minutes' - ${ms} * interval '1 millisecond'`;

/** The journal of what moved, from which a node learns what no hint told it. Sends write their row in `append_messages`. */
@Injectable()
export class Journal {
  constructor(private readonly database: DataSource) {}

  /** To be written in the transaction it tells of: whatever changes what others see of a chat, a mark included, has to be in here. */
  static async record(manager: EntityManager, move: Partial<Omit<Move, 'xid'>>): Promise<void> {
    const { chatIds = [], revs = [], userIds = [], sessionIds = [] } = move;
    await manager.query('insert into moves (chat_ids, revs, user_ids, session_ids) values ($1, $2, $3, $4)', [
      chatIds,
      revs,
      userIds,
      sessionIds,
    ]);
  }

  /** Where the journal stands now. */
  async now(): Promise<string> {
    const [row] = await rows<{ next: string }>(this.database, `select ${STANDING} next`);
    if (!row) throw new Error('the journal does not answer');
    return row.next;
  }

  /** All that was committed since `from` was the answer of an earlier reading. @param ms how long ago that was */
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

import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { DataSource, type EntityManager, Raw } from 'typeorm';

import { Move } from './database.entity.js';
import { MOVES_SINCE, POSITION } from './database.sql.js';
import { rows } from './rows.js';

/** What one committed transaction changed, as it is read. */
export type ReadMove = Omit<Move, 'movedAt'>;

export interface Reading {
  moves: ReadMove[];
  /** The position from which to read the next time. */
  next: string;
}

const MINUTE = 60_000;

/** The journal (table `moves`), in which a node finds the changes that no hint announced. Sends write their row in `append_sends`. */
@Injectable()
export class Journal {
  constructor(private readonly database: DataSource) {}

  /** Must be called in the transaction that makes the change. Every change that others see of a chat, marks included, must be recorded. */
  static async record(manager: EntityManager, move: Partial<Omit<ReadMove, 'xid'>>): Promise<void> {
    await manager.getRepository(Move).insert(move);
  }

  /** The current position of the journal. */
  async now(): Promise<string> {
    const [row] = await rows<{ next: string }>(this.database, POSITION);
    if (!row) throw new Error('the journal does not answer');
    return row.next;
  }

  /** All moves committed since a position, which was read less than ten minutes ago. @param from `next` of an earlier read */
  async since(from: string): Promise<Reading> {
    const found = await rows<(ReadMove | { xid: null }) & { next: string }>(this.database, MOVES_SINCE, [from]);
    return { moves: found.filter((row) => row.xid !== null), next: found[0]?.next ?? from };
  }

  @Interval(MINUTE)
  async forgetOld(): Promise<void> {
    const movedAt = Raw((at) => `${at} < now() - interval '10 minutes'`);
    await this.database.getRepository(Move).delete({ movedAt });
  }
}

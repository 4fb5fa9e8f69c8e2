import { setTimeout as pause } from 'node:timers/promises';

import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

import type { Answer } from '../../platform/database/each-written.js';
import { isConnectionLost } from '../../platform/database/database-errors.js';
import { rows } from '../../platform/database/rows.js';
import { AppError } from '../../platform/errors/app-error.js';
import { MOVE } from './read-state.sql.js';

/** A request to move a mark: the user has read up to `seq`, or one of their devices has received up to it. */
export interface Mark {
  chatId: string;
  userId: string;
  kind: 'read' | 'delivered';
  seq: number;
}

/** The marks after the move. */
export interface MovedMarks {
  userId: string;
  chatId: string;
  participantId: string;
  /** What moved. `own`: only private state (`markedUnread` or `lastReadRev`). Null: nothing. */
  moved: 'read' | 'delivered' | 'own' | null;
  lastReadSeq: number;
  lastReadRev: number;
  lastDeliveredSeq: number;
  unreadCount: number;
  mine: number;
}

type Row = Omit<MovedMarks, 'userId'> & { busy: boolean };

interface Wanted {
  chatId: string;
  userId: string;
  reads: boolean;
  read: number;
  delivered: number;
  marks: Mark[];
}

const BUSY_MS = 5;
/** Milliseconds for which a locked row is tried again. Then its marks are answered with `overloaded`; the rest of the batch is not affected. */
const BUSY_FOR = 1_000;

/**
 * Moves a batch of marks, with one update for each person, chat and kind. A batch takes several statements, and each commits by itself. If one
 * fails, the caller may give the same marks again: those that were moved get their first answer.
 */
@Injectable()
export class MoveMarks {
  private readonly answered = new WeakMap<Mark, MovedMarks>();
  /** Marks of a statement whose connection was lost. It may have moved them. */
  private readonly unsure = new WeakSet<Mark>();

  constructor(private readonly database: DataSource) {}

  /** @returns one answer for each mark, in their order; null if the user is not in the chat, `overloaded` if the row stayed locked */
  async run(marks: Mark[]): Promise<Answer<MovedMarks | null>[]> {
    const open = marks.filter((mark) => !this.answered.has(mark));
    // one kind after the other, so that somebody who moves both marks gets a push for each
    const held = new Set<Mark>();
    for (const kind of ['read', 'delivered'] as const) {
      for (const one of await this.moveAll(merged(open, kind))) one.marks.forEach((mark) => held.add(mark));
    }
    return marks.map((mark) => this.answered.get(mark) ?? (held.has(mark) ? new AppError('overloaded') : null));
  }

  /** @returns those whose row stayed locked */
  private async moveAll(wanted: Wanted[]): Promise<Wanted[]> {
    const deadline = performance.now() + BUSY_FOR;
    let waiting = wanted;
    while (waiting.length > 0) {
      waiting = await this.move(waiting);
      if (performance.now() > deadline) break;
      if (waiting.length > 0) await pause(BUSY_MS);
    }
    return waiting;
  }

  /** Skips locked rows, because a statement must not wait for one row while it locks others. @returns those that were skipped */
  private async move(waiting: Wanted[]): Promise<Wanted[]> {
    const found = await this.store(waiting);
    const busy: Wanted[] = [];
    for (const { of, busy: isBusy, ...row } of found) {
      const wanted = waiting[of - 1] as Wanted;
      const { userId, marks } = wanted;
      if (isBusy) busy.push(wanted);
      else
        for (const mark of marks)
          this.answered.set(mark, { ...row, userId, moved: row.moved ?? this.movedBefore(wanted, row) });
    }
    return busy;
  }

  private async store(waiting: Wanted[]): Promise<(Row & { of: number })[]> {
    const columns = [
      waiting.map(({ chatId }) => chatId),
      waiting.map(({ userId }) => userId),
      waiting.map(({ reads }) => reads),
      waiting.map(({ read }) => read),
      waiting.map(({ delivered }) => delivered),
    ];
    try {
      return await rows<Row & { of: number }>(this.database, MOVE, columns);
    } catch (error) {
      if (isConnectionLost(error)) for (const mark of waiting.flatMap(({ marks }) => marks)) this.unsure.add(mark);
      throw error;
    }
  }

  /**
   * Guesses from the stored row whether an earlier attempt moved the mark: yes, unless the mark is beyond the target. In that case another request
   * moved it, which is pushed by itself.
   */
  private movedBefore({ reads, read, delivered, marks }: Wanted, row: Omit<Row, 'busy'>): MovedMarks['moved'] {
    if (!marks.some((mark) => this.unsure.has(mark))) return null;
    if (reads) return row.lastReadSeq <= read ? 'read' : null;
    return row.lastDeliveredSeq <= delivered ? 'delivered' : null;
  }
}

/** Merges the marks of one kind: one for each person and chat, with the highest `seq`. */
function merged(marks: Mark[], kind: Mark['kind']): Wanted[] {
  const all = new Map<string, Wanted>();
  for (const mark of marks) {
    if (mark.kind !== kind) continue;
    const { chatId, userId, seq } = mark;
    const key = `${chatId} ${userId}`;
    const before = all.get(key) ?? { marks: [], delivered: 0 };
    const furthest = Math.max(before.delivered, seq);
    const [reads, read] = kind === 'read' ? [true, furthest] : [false, 0];
    all.set(key, { chatId, userId, reads, read, delivered: furthest, marks: [...before.marks, mark] });
  }
  return [...all.values()];
}

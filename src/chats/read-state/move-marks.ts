import { setTimeout as pause } from 'node:timers/promises';

import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

import type { Answer } from '../../platform/database/each-written.js';
import { isConnectionLost } from '../../platform/database/query-errors.js';
import { rows } from '../../platform/database/rows.js';
import { AppError } from '../../platform/errors/app-error.js';
import { uncounted } from './unread-sql.js';

/** How far somebody says they are in a chat: they have read up to `seq`, or it has reached one of their devices. */
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
  /** `own`: what nobody else sees, that it was marked unread, or what they have not seen of changes. */
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
/** Milliseconds after which a participant whose row is locked elsewhere is told to try again. The rest of the batch is not affected. */
const BUSY_FOR = 1_000;

/**
 * Moves the marks of many people at once, each once however many they sent. A batch takes several statements, each of which commits:
 * when one fails, the same marks may be given again. Then each is answered by what was done to it first.
 */
@Injectable()
export class MoveMarks {
  private readonly answered = new WeakMap<Mark, MovedMarks>();
  /** Those whose statement got no answer: it may have moved them. */
  private readonly unsure = new WeakSet<Mark>();

  constructor(private readonly database: DataSource) {}

  /** @returns one answer for each mark, in their order; null for those who are not in the chat, `overloaded` where a row was held for too long */
  async run(marks: Mark[]): Promise<Answer<MovedMarks | null>[]> {
    const open = marks.filter((mark) => !this.answered.has(mark));
    // one after the other: who moves both is told of both
    const held = new Set<Mark>();
    for (const kind of ['read', 'delivered'] as const) {
      for (const one of await this.moveAll(merged(open, kind))) one.marks.forEach((mark) => held.add(mark));
    }
    return marks.map((mark) => this.answered.get(mark) ?? (held.has(mark) ? new AppError('overloaded') : null));
  }

  /** @returns those whose row was held all the time */
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

  /** @returns those whose row somebody else was writing: nobody waits for one while they hold another */
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
   * What the attempt before this one did, as far as what is stored shows it: a mark that stands where it was to go. One that
   * stands beyond it was moved by another mark, which is told by itself.
   */
  private movedBefore({ reads, read, delivered, marks }: Wanted, row: Omit<Row, 'busy'>): MovedMarks['moved'] {
    if (!marks.some((mark) => this.unsure.has(mark))) return null;
    if (reads) return row.lastReadSeq <= read ? 'read' : null;
    return row.lastDeliveredSeq <= delivered ? 'delivered' : null;
  }
}

/** One for each person and chat: of several marks the furthest counts. */
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

/** Reading up to the same `seq` again still counts the changes since then as seen. */
const seesMore = (row: string, mark: string): string =>
  `(${mark}.reads and ${row}.last_read_seq <= ${mark}.read and ${row}.last_read_rev < ${mark}.last_rev)`;

const moves = (row: string, mark: string): string => `(${row}.last_read_seq < ${mark}.read
      or ${row}.last_delivered_seq < ${mark}.delivered or (${row}.marked_unread and ${mark}.reads) or ${seesMore(row, mark)})`;

/** Rows are locked without waiting, so that no two of these, and no send, can wait for each other in a circle. */
const MOVE = `
  with input as (
    select * from unnest($1::uuid[], $2::uuid[], $3::boolean[], $4::int[], $5::int[]) with ordinality
      t (chat, person, reads, read, delivered, of)),
  present as (
    select i.of, i.reads, p.id, p.chat_id, c.last_seq, c.last_rev, least(i.read, c.last_seq) read, least(i.delivered, c.last_seq) delivered,
      p.last_read_seq, p.last_read_rev, p.last_delivered_seq, p.marked_unread, p.version
    from input i
    join participants p on p.chat_id = i.chat and p.user_id = i.person and p.left_rev is null
    join chats c on c.id = p.chat_id),
  behind as (select s.* from present s where ${moves('s', 's')}),
  held as (
    select q.id, q.last_read_seq, q.last_delivered_seq from participants q
    where q.id in (select id from behind) and q.left_rev is null order by q.id for no key update skip locked),
  moved as (
    update participants p set last_read_seq = greatest(p.last_read_seq, b.read),
      last_read_rev = case when ${seesMore('p', 'b')} then b.last_rev else p.last_read_rev end,
      last_delivered_seq = greatest(p.last_delivered_seq, b.delivered),
      marked_unread = p.marked_unread and not b.reads, version = p.version + 1
    from behind b join held h on h.id = b.id
    where p.id = b.id and ${moves('p', 'b')}
    returning p.id, p.last_read_seq, p.last_read_rev, p.last_delivered_seq, p.version,
      case when h.last_read_seq < b.read then 'read' when h.last_delivered_seq < b.delivered then 'delivered'
        else 'own' end moved),
  journalled as ( -- a list of chats that is kept somewhere shows marks, too
    insert into moves (chat_ids)
    select array_agg(distinct b.chat_id) from moved m join behind b on b.id = m.id where m.moved <> 'own' having count(*) > 0)
  select s.of::int, s.chat_id "chatId", s.id "participantId", m.moved, b.id is not null and h.id is null busy,
    coalesce(m.last_read_seq, s.last_read_seq) "lastReadSeq", coalesce(m.last_read_rev, s.last_read_rev) "lastReadRev",
    coalesce(m.last_delivered_seq, s.last_delivered_seq) "lastDeliveredSeq", coalesce(m.version, s.version) mine,
    s.last_seq - coalesce(m.last_read_seq, s.last_read_seq)
      - ${uncounted('s.chat_id', 's.id', 'coalesce(m.last_read_seq, s.last_read_seq)')} "unreadCount"
  from present s left join behind b on b.id = s.id left join held h on h.id = s.id left join moved m on m.id = s.id`;

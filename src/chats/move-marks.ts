import { setTimeout as pause } from 'node:timers/promises';

import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { rows } from '../platform/database/rows.js';
import { AppError } from '../platform/errors/app-error.js';
import { uncounted } from './uncounted.js';

/** How far somebody says they are in a chat: they have read up to `seq`, or it has reached one of their devices. */
export interface Mark {
  chatId: string;
  userId: string;
  kind: 'read' | 'delivered';
  seq: number;
}

/** Where they stand after it. */
export interface MovedMarks {
  /** Of the first mark that asked for it. */
  place: number;
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

type Row = MovedMarks & { busy: boolean };

interface Wanted {
  chatId: string;
  userId: string;
  reads: boolean;
  read: number;
  delivered: number;
  places: number[];
}

const BUSY_MS = 5;
const MOST_TRIES = 200;

/** Moves the marks of many people at once, each once however many they sent. */
@Injectable()
export class MoveMarks {
  constructor(private readonly database: DataSource) {}

  /** @returns one answer for each mark, in their order; null for those who are not in the chat */
  async run(marks: Mark[]): Promise<(MovedMarks | null)[]> {
    const answers: (MovedMarks | null)[] = marks.map(() => null);
    // one after the other: who moves both is told of both
    for (const kind of ['read', 'delivered'] as const) await this.moveAll(merged(marks, kind), answers);
    return answers;
  }

  private async moveAll(wanted: Wanted[], answers: (MovedMarks | null)[]): Promise<void> {
    let waiting = wanted;
    for (let tries = 0; waiting.length > 0; tries++) {
      if (tries === MOST_TRIES) throw new AppError('overloaded');
      if (tries > 0) await pause(BUSY_MS);
      waiting = await this.move(waiting, answers);
    }
  }

  /** @returns those whose row somebody else was writing: nobody waits for one while they hold another */
  private async move(waiting: Wanted[], answers: (MovedMarks | null)[]): Promise<Wanted[]> {
    const found = await rows<Row & { of: number }>(this.database, MOVE, [
      waiting.map(({ chatId }) => chatId),
      waiting.map(({ userId }) => userId),
      waiting.map(({ reads }) => reads),
      waiting.map(({ read }) => read),
      waiting.map(({ delivered }) => delivered),
    ]);
    const busy: Wanted[] = [];
    for (const { of, busy: isBusy, ...moved } of found) {
      const wanted = waiting[of - 1] as Wanted;
      if (isBusy) busy.push(wanted);
      else for (const place of wanted.places) answers[place] = { ...moved, place: wanted.places[0] ?? place };
    }
    return busy;
  }
}

/** One for each person and chat: of several marks the furthest counts. */
function merged(marks: Mark[], kind: Mark['kind']): Wanted[] {
  const all = new Map<string, Wanted>();
  marks.forEach(({ chatId, userId, seq, ...mark }, place) => {
    if (mark.kind !== kind) return;
    const key = `${chatId} ${userId}`;
    const { places, delivered } = all.get(key) ?? { places: [], delivered: 0 };
    const furthest = Math.max(delivered, seq);
    const [reads, read] = kind === 'read' ? [true, furthest] : [false, 0];
    all.set(key, { chatId, userId, reads, read, delivered: furthest, places: [...places, place] });
  });
  return [...all.values()];
}

/** Who reads up to where they were once more has seen what was changed since. */
const seesMore = (seat: string, mark: string): string =>
  `(${mark}.reads and ${seat}.last_read_seq <= ${mark}.read and ${seat}.last_read_rev < ${mark}.last_rev)`;

const moves = (seat: string, mark: string): string => `(${seat}.last_read_seq < ${mark}.read
      or ${seat}.last_delivered_seq < ${mark}.delivered or (${seat}.marked_unread and ${mark}.reads) or ${seesMore(seat, mark)})`;

/** Rows are locked without waiting, so that no two of these, and no send, can wait for each other in a circle. */
const MOVE = `
  with input as (
    select * from unnest($1::uuid[], $2::uuid[], $3::boolean[], $4::int[], $5::int[]) with ordinality
      t (chat, person, reads, read, delivered, of)),
  seats as (
    select i.of, i.reads, p.id, p.chat_id, c.last_seq, c.last_rev, least(i.read, c.last_seq) read, least(i.delivered, c.last_seq) delivered,
      p.last_read_seq, p.last_read_rev, p.last_delivered_seq, p.marked_unread, p.version
    from input i
    join participants p on p.chat_id = i.chat and p.user_id = i.person and p.left_rev is null
    join chats c on c.id = p.chat_id),
  behind as (select s.* from seats s where ${moves('s', 's')}),
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
  from seats s left join behind b on b.id = s.id left join held h on h.id = s.id left join moved m on m.id = s.id`;

// Raw SQL, because the feed and sync read ranges of chats in one statement, changes come in batches of hundreds, and the checks need one snapshot.

import { isPresent } from '../membership.js';
import { PARTICIPANT_COLUMNS, participantColumns } from '../participants/participants.js';

/** A range of numbers of one chat, read for one participant. */
export interface RevRange {
  chatId: string;
  participantId: string;
  /** The messages of the range are those above this `seq`. */
  seq: number;
  /** The changes of the range are those above this `rev`. */
  rev: number;
  /** The last `rev` of the range. */
  upTo: number;
}

/** The ranges as parameters of a query: chats, participants, seqs, revs and ends, one array each. */
export function revRangeValues(ranges: RevRange[]): unknown[] {
  return [
    ranges.map(({ chatId }) => chatId),
    ranges.map(({ participantId }) => participantId),
    ranges.map(({ seq }) => seq),
    ranges.map(({ rev }) => rev),
    ranges.map(({ upTo }) => upTo),
  ];
}

/** The parameters as a table `w`. */
export const REV_RANGES =
  'unnest($1::uuid[], $2::uuid[], $3::int[], $4::int[], $5::int[]) w (chat_id, participant_id, seq, rev, up_to)';

/** Stores changes: their chats `$1`, revs `$2`, kinds `$3` and subjects `$4`. */
export const ADD_CHANGES = `
  insert into changes (chat_id, rev, kind, subject_id)
  select * from unnest($1::uuid[], $2::int[], $3::text[], $4::uuid[])`;

/** SQL: the participant of the chat that a change `c` is about. `limit 1` leads to the key, however many people the chat has. */
const SUBJECT = '(select * from participants s where s.chat_id = c.chat_id and s.id = c.subject_id limit 1)';

/** The changes of a chat `$1` above `$2` and up to `$3`, each with the current state of the participant or chat it is about. */
export const CHANGES_BETWEEN = `
  select c.rev, c.kind, ${PARTICIPANT_COLUMNS},
    h.title, h.avatar, h.description, h.message_lifetime "messageLifetime", h.history_hidden "historyHidden", h.data
  from changes c left join lateral ${SUBJECT} p on true left join users u on u.id = p.user_id
  left join chats h on h.id = c.chat_id and c.subject_id = c.chat_id
  where c.chat_id = $1 and c.rev > $2 and c.rev <= $3 and (p.id is not null or h.id is not null) order by c.rev`;

/** The changes of participants and of the chat itself in the ranges `$1` to `$5`, as the user `$6` sees them. */
export const CHANGES_WITHIN = `
  select c.chat_id, p.left_rev is not null gone, ${participantColumns('$6')}
  from ${REV_RANGES}
  cross join lateral (
    select * from changes where chat_id = w.chat_id and rev > w.rev and rev <= w.up_to order by rev limit w.up_to - w.rev) c
  left join lateral ${SUBJECT} p on true left join users u on u.id = p.user_id
  where p.id is not null or c.kind = 'chat.updated' order by c.chat_id, c.rev`;

/** The `$1` chats that changed last, and for each of the ids `$2` the first chat at or after it, which the index finds. */
export const SAMPLE = `
  select id from (select unnest(chat_ids) id from moves where revs <> '{}' order by xid desc limit $1) moved
  union
  select found.id from unnest($2::uuid[]) random (id),
    lateral (select c.id from chats c where c.id >= random.id order by c.id limit 1) found`;

/** Which of the chats `$1` are broken. One statement, so that all of it reads one snapshot. @param isBroken one of those below */
export const lookForBroken = (isBroken: string): string => `
  select count(*)::int looked, coalesce(array_agg(c.id) filter (where ${isBroken}), '{}') violations
  from chats c where c.id = any ($1::uuid[])`;

/** How many of the newest numbers of each chat are checked. */
const WINDOW = 1000;

/** The messages of a chat have a gap in their `seq`, or do not end at its `last_seq`. */
export const SEQ_IS_BROKEN = `
  (select count(*) from messages m where m.chat_id = c.id and m.seq > c.last_seq - ${WINDOW})
  <> least(c.last_seq, ${WINDOW})
  or (select coalesce(max(m.seq), 0) from messages m where m.chat_id = c.id) <> c.last_seq`;

/**
 * Sends and changes of a chat together have a gap in their `rev`, or do not end at its `last_rev`. Sends are selected by `seq`, which has an index:
 * a send among the newest numbers by `rev` is always among the newest by `seq`.
 */
export const REV_IS_BROKEN = `
  (select count(*) from messages m
   where m.chat_id = c.id and m.seq > c.last_seq - ${WINDOW} and m.sent_rev > c.last_rev - ${WINDOW} and m.sent_rev <= c.last_rev)
  + (select count(*) from changes x where x.chat_id = c.id and x.rev > c.last_rev - ${WINDOW} and x.rev <= c.last_rev)
  <> least(c.last_rev, ${WINDOW})
  or exists (select from changes x where x.chat_id = c.id and x.rev > c.last_rev)`;

/** A mark of somebody in a chat is beyond its counters, or they have read what has not been delivered to them. */
export const MARKS_ARE_BROKEN = `
  exists (select from participants p where p.chat_id = c.id and ${isPresent('p')}
    and (p.last_read_seq > p.last_delivered_seq or p.last_delivered_seq > c.last_seq
      or p.hidden_seq > c.last_seq or p.archived_seq > c.last_seq or p.last_read_rev > c.last_rev or p.joined_rev > c.last_rev))`;

// Raw SQL: pages, sync and the feed read complete messages with these statements, some of several chats at once. Clearing a
// history deletes with a join, which the QueryBuilder cannot do.

import { REV_RANGES } from '../../chats/timeline/timeline.sql.js';
import type { MessageView } from '../../contract/views/message.view.js';
import {
  deletedAt,
  MESSAGE_COLUMNS,
  MESSAGE_JOINS,
  type MessageRow,
  type ReaderColumns,
  readerView,
  sharedMessageView,
} from '../views/message-row.js';

/** A message, with the columns that depend on its reader. */
export type ReaderRow = MessageRow & ReaderColumns;

/**
 * SQL columns of a message `m`, and of the message `r` that it replies to, that depend on the reader.
 * @param reader SQL of the reader's participant id, never a value from a request
 */
export const readerColumns = (reader: string): string => {
  const theirs = `chat_id = m.chat_id and participant_id = ${reader} and message_id = m.id`;
  return `
    case when m.changed_rev is not null then (select array_agg(emoji) from reactions where ${theirs}) end reacted,
    case when m.kind = 'poll' then (select array_agg(option) from votes where ${theirs}) end chosen,
    exists (select from stars where ${theirs}) starred,
    ${hiddenAt('m', reader)} hidden_at, case when m.reply_to is not null then ${hiddenAt('r', reader)} end reply_hidden_at`;
};

/** SQL: a participant has not deleted a message `m` for themselves. @param reader SQL of their participant id */
const notHidden = (reader: string): string => `not exists (
    select from hidden_messages h where h.chat_id = m.chat_id and h.participant_id = ${reader} and h.message_id = m.id)`;

/** SQL: a participant `p` sees a message `m`, and not only its tombstone. */
export const VISIBLE = `(${deletedAt('m')} is null and m.seq > p.hidden_seq and ${notHidden('p.id')})`;

const hiddenAt = (message: string, reader: string): string => `coalesce(
      (select hidden_at from hidden_messages
       where chat_id = ${message}.chat_id and participant_id = ${reader} and message_id = ${message}.id),
      (select hidden_at from participants where chat_id = ${message}.chat_id and id = ${reader} and hidden_seq >= ${message}.seq))`;

export const messageView = (row: ReaderRow): MessageView => readerView(sharedMessageView(row), row);

/** Messages of one chat as everybody sees them. @param which SQL of the rows and their order, never a value from a request */
const shared = (which: string): string =>
  `select ${MESSAGE_COLUMNS} from messages m ${MESSAGE_JOINS} where m.chat_id = $1 and ${which}`;

/** Some messages, oldest first. */
export const SHARED_BY_ID = shared('m.id = any ($2::uuid[]) order by m.seq');

/** The messages above a `seq`, oldest first. */
export const SHARED_SINCE = shared('m.seq > $2 order by m.seq limit $3');

/** Messages of one chat as one participant sees them. @param which SQL of the rows and their order, never a value from a request */
const seen = (which: string): string =>
  `select ${MESSAGE_COLUMNS}, ${readerColumns('$2')} from messages m ${MESSAGE_JOINS} where m.chat_id = $1 and ${which}`;

/** One message. */
export const SEEN_BY_ID = seen('m.id = $3');

/** A range of `seq`, newest first. */
export const SEEN_RANGE = seen('m.seq between $3 and $4 order by m.seq desc');

/** The pinned messages, the one pinned last first. */
export const SEEN_PINNED = seen('m.pinned_at is not null and m.seq <= $3 order by m.pinned_at desc, m.seq desc');

/** What depends on one of several readers of a message, with the position of the reader in the request. */
export type ReaderOfEach = ReaderColumns & { place: number };

/** Messages of several chats, each once, with what depends on each of its readers. */
export const SEEN_EACH = `
  select ${MESSAGE_COLUMNS}, (
    select json_agg(one) from (
      select reader.place, ${readerColumns('reader.id')} from unnest(w.participants, w.places) reader (id, place)) one) readers
  from (
    select chat_id, message_id, array_agg(participant_id) participants, array_agg(place) places
    from unnest($1::uuid[], $2::uuid[], $3::uuid[]) with ordinality t (chat_id, participant_id, message_id, place)
    group by chat_id, message_id) w
  cross join lateral (select * from messages where chat_id = w.chat_id and id = w.message_id limit 1) m
  ${MESSAGE_JOINS}`;

/**
 * The messages sent in ranges of several chats, oldest first. A range of n changes has at most n messages: with this limit the planner uses the
 * index of `seq`.
 */
export const SENT_WITHIN = `
  select ${MESSAGE_COLUMNS}, ${readerColumns('w.participant_id')}
  from ${REV_RANGES}
  cross join lateral (
    select * from messages where chat_id = w.chat_id and seq > w.seq and seq <= w.seq + w.up_to - w.rev
      and sent_rev > w.rev and sent_rev <= w.up_to order by seq limit w.up_to - w.rev) m
  ${MESSAGE_JOINS} order by m.chat_id, m.seq`;

/** The messages changed in ranges of several chats, each once, and how often each was changed. */
export const CHANGED_WITHIN = `
  select ${MESSAGE_COLUMNS}, ${readerColumns('w.participant_id')}, c.times
  from ${REV_RANGES}
  cross join lateral (
    select subject_id, count(*)::int times from (
      select subject_id from changes where chat_id = w.chat_id and rev > w.rev and rev <= w.up_to order by rev limit w.up_to - w.rev) x
    group by subject_id) c
  join messages m on m.chat_id = w.chat_id and m.id = c.subject_id
  ${MESSAGE_JOINS} order by m.chat_id, m.seq`;

/** The changes of messages in a range of one chat, in `rev` order, each with the current message. */
export const CHANGES_BETWEEN = `
  select ${MESSAGE_COLUMNS}, c.kind change, c.rev change_rev, c.actor_id, c.emoji
  from changes c join messages m on m.chat_id = c.chat_id and m.id = c.subject_id ${MESSAGE_JOINS}
  where c.chat_id = $1 and c.rev > $2 and c.rev <= $3 order by c.rev`;

const newest = (column: string, table: string): string => `array(
    select s.${column} from ${table} s join messages m on m.chat_id = s.chat_id and m.id = s.message_id
    where s.chat_id = w.chat_id and s.participant_id = w.participant_id order by m.seq desc limit 1000)`;

const NEWEST_VOTES = `coalesce((
    select json_agg(json_build_object('messageId', v.message_id, 'options', v.options)) from (
      select s.message_id, array_agg(s.option) options from votes s join messages m on m.chat_id = s.chat_id and m.id = s.message_id
      where s.chat_id = w.chat_id and s.participant_id = w.participant_id
      group by s.message_id order by max(m.seq) desc limit 1000) v), '[]')`;

/** What several participants have starred, hidden and voted for, each in their chat: the newest 1,000 messages of each kind. */
export const PERSONAL_STATE = `
  select w.chat_id "chatId", ${newest('message_id', 'stars')} starred,
    ${newest('message_id', 'hidden_messages')} hidden, ${newest('hidden_at', 'hidden_messages')} times, ${NEWEST_VOTES} voted
  from unnest($1::uuid[], $2::uuid[]) w (chat_id, participant_id)`;

const drop = (table: string): string => `
  delete from ${table} d using messages m
  where d.chat_id = $1 and d.participant_id = $2 and m.chat_id = d.chat_id and m.id = d.message_id and m.seq <= $3`;

/** Removes what one participant has set on the messages up to a `seq`. The entity of reminders is on a higher floor. */
export const DROP_PERSONAL_STATE = [drop('stars'), drop('hidden_messages'), drop('reminders')];

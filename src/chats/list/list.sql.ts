// Raw SQL, because one query reads up to 1,000 chats with their people, marks and last messages, each chat by its indexes.
import { committedSince, STANDING } from '../../platform/database/database.sql.js';
import { blockedWith, LAST_SEEN_BY_SHARED } from '../../users/users.sql.js';
import { deletedAt, REACTIONS } from '../../messages/views/message-row.js';
import { POLL_CLOSES, VOTES } from '../../messages/views/attachments-view.js';
import { isPresent } from '../membership.js';
import { archivedSql } from '../preferences/preferences.sql.js';
import { SHOWN } from '../views/chat-row.js';
import { mentionsAbove, uncounted } from '../read-state/read-state.sql.js';

/** Maximum characters of one participant: two ids, a role, two marks, four spaces and a comma. */
const PARTICIPANT_LENGTH = 2 * 36 + 6 + 2 * 10 + 5;

export const ONE = `and c.id = $2`;
export const SOME = `and c.id = any ($2::uuid[]) and p.chat_id = any ($2::uuid[])`;
/** Those of the chats `$2` that the whole list shows. */
export const SOME_LISTED = `${SOME} and c.type <> 'thread'`;

/** A page of the list. Times are compared in milliseconds, the precision of the cursor. */
export const PAGE = `
  and ($7 or c.type <> 'thread')
  and ($2::boolean is null or ${archivedSql('p', 'c')} = $2)
  and ($3::boolean is null or
       (p.pinned, date_trunc('milliseconds', c.updated_at), c.id) < ($3::boolean, $4::timestamptz, $5::uuid))
  order by place limit $6`;

/** SQL: a time in milliseconds since 1970. The float of `date_part` is exact to the microsecond, and the division of integers rounds down. */
const ms = (time: string): string => `(date_part('epoch', ${time}) * 1000000)::bigint / 1000`;

/** The same for any time, but slower. A float is not exact to the microsecond for far times, such as the year 9999 of a mute without end. */
const exactMs = (time: string): string => `floor(extract(epoch from ${time}) * 1000)::bigint`;

/** SQL: when a message expires; null if it was deleted. */
const unlessDeleted = (message: string): string =>
  `case when ${message}.deleted_at is null then ${message}.expires_at end`;

const LAST_MESSAGE = `
      select m.id, coalesce(m.changed_rev, m.sent_rev) rev, m.kind, m.created_at said_at, m.edited_at, ${deletedAt('m')} deleted_at, m.altered_rev, m.altered_by, m.changed_rev,
        m.pinned_at, m.expires_at, m.mentions, m.mentions_all, m.extras,
        ${REACTIONS} reactions, ${VOTES} votes,
        m.participant_id, sp.user_id sender, m.body, m.media,
        m.reply_to, r.seq reply_seq, r.kind reply_kind, rp.user_id reply_sender, r.body reply_body, r.media reply_media, ${deletedAt('r')} reply_deleted_at,
        least(${unlessDeleted('m')}, ${unlessDeleted('r')}, ${POLL_CLOSES}) changes_at
      from messages m
      join participants sp on sp.chat_id = mine.chat and sp.id = m.participant_id
      left join messages r on r.chat_id = m.chat_id and r.id = m.reply_to
      left join participants rp on rp.chat_id = mine.chat and rp.id = r.participant_id
      where m.chat_id = mine.chat and m.seq = mine.last_seq`;

/** The last message as words separated by spaces. Empty if there is no message; the last word is missing if it was not deleted. */
const MESSAGE_WORDS = `case when id is null then '' else concat_ws(' ', id, rev, kind, ${ms('said_at')}, participant_id, sender,
      coalesce(${ms('edited_at')}, 0), coalesce(${ms('pinned_at')}, 0), coalesce(${ms('expires_at')}, 0),
      case when mentions is null then '-' else concat(case when mentions_all then '*' end, array_to_string(mentions, ',')) end,
      case when altered_rev is null then '-' else concat(altered_rev, ',', altered_by) end,
      ${ms('deleted_at')}) end`;

/** The reader's own reactions and votes on the last message. They are read only if the message has changed since it was sent. */
const REACTED = `case when changed_rev is not null then (
      select array_agg(emoji) from reactions w where w.chat_id = chat and w.message_id = id and w.participant_id = me) end`;
const CHOSEN = `case when kind = 'poll' and changed_rev is not null then (
      select array_agg(option) from votes w where w.chat_id = chat and w.message_id = id and w.participant_id = me) end`;

/** For chats with messages above the read mark: how many of these do not count as unread, and how many mention the reader. */
const UNREAD = `
      case when last_read_seq < last_seq then ${uncounted('chat', 'me', 'last_read_seq')} else 0 end,
      case when last_read_seq < last_seq then ${mentionsAbove('chat', 'me', 'last_read_seq')} else 0 end`;

/** The words that `readFacts` reads. */
const CHAT_WORDS = `concat_ws(' ', chat, type, me, pinned, archived, last_seq, last_rev, last_read_seq, last_read_rev, ${UNREAD},
      people, read_by_all, delivered_to_all, marked_unread, history_hidden, coalesce(message_lifetime, 0),
      coalesce(${exactMs('muted_until')}, 0), coalesce(archived_seq::text, '-'), draft_version, hidden_seq,
      coalesce(${ms('found.hidden_at')}, 0), ${ms('created_at')}, ${ms('updated_at')}, version, coalesce(${exactMs('holds_until')}, 0),
      parent_id, root_id)`;

/** SQL: when a message was hidden from the reader; null if it was not. */
const hiddenAt = (id: string, seq: string): string => `coalesce(
      (select h.hidden_at from hidden_messages h where h.chat_id = chat and h.participant_id = me and h.message_id = ${id}),
      case when ${seq} <= hidden_seq then found.hidden_at end)`;

/**
 * People as a user sees them if they share a chat. Somebody who is only a sender may have left all these chats, but of senders the views
 * contain only name and avatar. @param reader SQL of the user's id
 */
const people = (reader: string): string => `
    select json_agg(json_build_array(id, name, avatar, case when unseen then 'offline' else status end,
      case when not unseen then ${LAST_SEEN_BY_SHARED} end))
    from (select users.*, id in ${blockedWith(reader)} unseen from users) u`;

/**
 * The chats of a user, each complete. Each chat is read by its indexes (`limit 1` makes the planner do so), and nothing larger than one chat is
 * sorted or hashed (`offset 0` keeps the planner from hashing all stars). The row with place 0 has the people, each once, and the position of the
 * journal. Values without spaces are words of one text: building JSON in SQL took three times as long as everything else, and forty columns are
 * forty strings in each row for the garbage collector.
 * @param which `ONE`, `SOME`, `SOME_LISTED` or `PAGE` @param reader SQL of the user's id
 */
export const listQuery = (which: string, reader = '$1'): string => `
  with mine as materialized (
    select c.id chat, c.type, c.title, c.avatar, c.description, c.data, c.message_lifetime, c.history_hidden, c.parent_id, c.root_id,
      c.last_seq, c.last_rev, c.created_at, c.updated_at,
      p.id me, p.version, p.pinned, ${archivedSql('p', 'c')} archived, p.last_read_seq, p.last_read_rev, p.marked_unread, p.draft, p.draft_version,
      p.hidden_seq, p.hidden_at, case when p.archived then p.archived_seq end archived_seq,
      case when p.muted_until > now() then p.muted_until end muted_until,
      row_number() over (order by p.pinned desc, date_trunc('milliseconds', c.updated_at) desc, c.id desc) place
    from participants p join chats c on c.id = p.chat_id
    where p.user_id = ${reader} and ${isPresent('p')} ${which}),
  found as materialized (
    select mine.*, crowd.*, last.*, least(muted_until, changes_at) holds_until
    from mine
    cross join lateral ( -- cutting text takes a seventh of the whole: only crowds are cut
      select count(*) people, min(last_read_seq) read_by_all, min(last_delivered_seq) delivered_to_all,
        case when count(*) > ${SHOWN} then left(string_agg(line, ','), ${SHOWN * PARTICIPANT_LENGTH}) else string_agg(line, ',') end participants,
        case when count(*) > ${SHOWN} then (array_agg(user_id))[:${SHOWN}] else array_agg(user_id) end shown
      from (
        select user_id, last_read_seq, last_delivered_seq,
          concat_ws(' ', id, role, last_read_seq, last_delivered_seq, user_id) line
        from participants s where chat_id = mine.chat and ${isPresent('s')} order by user_id <> ${reader}, id) lines) crowd
    left join lateral (
      ${LAST_MESSAGE} limit 1) last on true)
  select place::int, ${CHAT_WORDS} chat,
    title, avatar, description, data, draft, participants, ${MESSAGE_WORDS} message, body, media, extras, votes,
    concat_ws(' ', reply_to, reply_seq, reply_kind, reply_sender, ${ms('reply_deleted_at')}) reply, reply_body, reply_media,
    (chat, id) in (
      select mine.chat, s.message_id from mine
      cross join lateral (select message_id from stars where chat_id = mine.chat and participant_id = mine.me offset 0) s) starred,
    ${hiddenAt('id', 'last_seq')} hidden_at, case when reply_to is not null then ${hiddenAt('reply_to', 'reply_seq')} end reply_hidden_at,
    reactions, ${REACTED} reacted, ${CHOSEN} chosen,
    null people
  from found
  union all
  select 0, ${STANDING}, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, (
    ${people(reader)} where id in (select unnest(shown || sender || reply_sender) from found))`;

/** The chat `$2` as each of the users `$1` sees it who is in it. Each costs as much as alone, but there is one statement for all. */
export const FOR_EACH = `
  select reader.id reader, list.*
  from unnest($1::uuid[]) reader (id) cross join lateral (${listQuery(ONE, 'reader.id')}) list`;

/** What changed for the user `$1` since the position `$2` of the journal, and the people `$3` as they are now. */
export const LIST_DELTA = `
  with mine as materialized (
    select p.chat_id, p.version from participants p where p.user_id = $1 and ${isPresent('p')}),
  moved as (
    select distinct unnest(m.chat_ids) chat_id from moves m where ${committedSince('m', '$2')})
  select ${STANDING} next, (extract(epoch from now()) * 1000)::float8 at,
    (select string_agg(concat_ws(' ', chat_id, version), ',') from mine) mine,
    (select array_agg(chat_id::text) from mine join moved using (chat_id)) moved,
    (${people('$1')} where id = any ($3::uuid[])) people`;

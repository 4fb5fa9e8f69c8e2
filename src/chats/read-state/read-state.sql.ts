// Raw SQL: a batch of marks is one statement that skips locked rows, and unread counts use indexes made for them.

import { isPresent } from '../membership.js';

/**
 * SQL: how many messages above a participant's read mark do not count as unread: deleted messages, system messages, and those they deleted for
 * themselves. Such messages are rare and have an index of their own. An expired message counts until it is erased, because the erasure has a `rev`:
 * a count that changed with the clock alone would differ between devices.
 */
export const uncounted = (chat: string, participant: string, mark: string): string => `(
    (select count(*)::int from messages u
     where u.chat_id = ${chat} and u.seq > ${mark} and (u.deleted_at is not null or u.kind = 'system'))
    + (select count(*)::int from hidden_messages h join messages u on u.chat_id = h.chat_id and u.id = h.message_id
       where h.chat_id = ${chat} and h.participant_id = ${participant} and u.seq > ${mark} and u.deleted_at is null and u.kind <> 'system'))`;

/** SQL: how many of the unread messages mention a participant, or everybody. It uses the index of messages with mentions. */
export const mentionsAbove = (chat: string, participant: string, mark: string): string => `(
    select count(*)::int from messages u
    where u.chat_id = ${chat} and u.seq > ${mark} and u.mentions is not null and u.deleted_at is null
      and (u.mentions_all or ${participant} = any (u.mentions)) and not exists (
        select from hidden_messages h where h.chat_id = u.chat_id and h.participant_id = ${participant} and h.message_id = u.id))`;

/** SQL: whether `lastReadRev` moves. Reading up to the same `seq` again still marks the changes since then as seen. */
const seesMore = (row: string, mark: string): string =>
  `(${mark}.reads and ${row}.last_read_seq <= ${mark}.read and ${row}.last_read_rev < ${mark}.last_rev)`;

const moves = (row: string, mark: string): string => `(${row}.last_read_seq < ${mark}.read
      or ${row}.last_delivered_seq < ${mark}.delivered or (${row}.marked_unread and ${mark}.reads) or ${seesMore(row, mark)})`;

/**
 * Moves marks (chats `$1`, users `$2`, whether they read `$3`, read up to `$4`, delivered up to `$5`), and records their chats in the journal.
 * Locked rows are skipped, so that there is no deadlock with other batches or with sends.
 */
export const MOVE = `
  with input as (
    select * from unnest($1::uuid[], $2::uuid[], $3::boolean[], $4::int[], $5::int[]) with ordinality
      t (chat, person, reads, read, delivered, of)),
  present as (
    select i.of, i.reads, p.id, p.chat_id, c.last_seq, c.last_rev, least(i.read, c.last_seq) read, least(i.delivered, c.last_seq) delivered,
      p.last_read_seq, p.last_read_rev, p.last_delivered_seq, p.marked_unread, p.version
    from input i
    join participants p on p.chat_id = i.chat and p.user_id = i.person and ${isPresent('p')}
    join chats c on c.id = p.chat_id),
  behind as (select s.* from present s where ${moves('s', 's')}),
  held as (
    select q.* from (select distinct id, chat_id from behind order by id) b
    cross join lateral (
      select chat_id, id, last_read_seq, last_delivered_seq from participants q
      where q.chat_id = b.chat_id and q.id = b.id and ${isPresent('q')} for no key update skip locked) q),
  moved as (
    update participants p set last_read_seq = greatest(p.last_read_seq, b.read),
      last_read_rev = case when ${seesMore('p', 'b')} then b.last_rev else p.last_read_rev end,
      last_delivered_seq = greatest(p.last_delivered_seq, b.delivered),
      marked_unread = p.marked_unread and not b.reads, version = p.version + 1
    from behind b join held h on h.chat_id = b.chat_id and h.id = b.id
    where p.chat_id = b.chat_id and p.id = b.id and ${moves('p', 'b')}
    returning p.id, p.last_read_seq, p.last_read_rev, p.last_delivered_seq, p.version,
      case when h.last_read_seq < b.read then 'read' when h.last_delivered_seq < b.delivered then 'delivered'
        else 'own' end moved),
  journalled as ( -- cached chat lists show marks, too
    insert into moves (chat_ids)
    select array_agg(distinct b.chat_id) from moved m join behind b on b.id = m.id where m.moved <> 'own' having count(*) > 0)
  select s.of::int, s.chat_id "chatId", s.id "participantId", m.moved, b.id is not null and h.id is null busy,
    coalesce(m.last_read_seq, s.last_read_seq) "lastReadSeq", coalesce(m.last_read_rev, s.last_read_rev) "lastReadRev",
    coalesce(m.last_delivered_seq, s.last_delivered_seq) "lastDeliveredSeq", coalesce(m.version, s.version) mine,
    s.last_seq - coalesce(m.last_read_seq, s.last_read_seq)
      - ${uncounted('s.chat_id', 's.id', 'coalesce(m.last_read_seq, s.last_read_seq)')} "unreadCount"
  from present s left join behind b on b.id = s.id left join held h on h.id = s.id left join moved m on m.id = s.id`;

/** Receipts are pushed in chats of up to this many people. In larger ones they would be most of the traffic. */
export const RECEIPTS_UP_TO = 100;

/** How far all participants of the chats `$1` have read and received. In chats too large for receipts only some of them are read. */
export const COUNT_READERS = `
  select w.chat_id "chatId", few.people::int, few.read_by_all "readByAllSeq", few.delivered_to_all "deliveredToAllSeq"
  from unnest($1::uuid[]) w (chat_id) cross join lateral (
    select count(*) people, min(last_read_seq) read_by_all, min(last_delivered_seq) delivered_to_all
    from (
      select last_read_seq, last_delivered_seq from participants p
      where p.chat_id = w.chat_id and ${isPresent('p')} limit ${RECEIPTS_UP_TO + 1}) crowd) few`;

/** The unread counts of all chats of a user `$1`, by kind. Messages are read only in chats with messages above the read mark. */
export const TOTALS = `
  select kind, (count(*) filter (where messages > 0))::int chats, coalesce(sum(messages), 0)::int messages,
    coalesce(sum(mentions), 0)::int mentions, (count(*) filter (where marked_unread and messages = 0))::int "markedUnread"
  from (
    select case when p.muted_until > now() then 'muted' when c.type = 'thread' then 'threads' else 'unread' end kind, p.marked_unread,
      case when p.last_read_seq < c.last_seq
        then c.last_seq - p.last_read_seq - ${uncounted('c.id', 'p.id', 'p.last_read_seq')} else 0 end messages,
      case when p.last_read_seq < c.last_seq then ${mentionsAbove('c.id', 'p.id', 'p.last_read_seq')} else 0 end mentions
    from participants p join chats c on c.id = p.chat_id
    where p.user_id = $1 and ${isPresent('p')} and (p.last_read_seq < c.last_seq or p.marked_unread)) each_chat
  group by kind`;

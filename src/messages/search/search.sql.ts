// Raw SQL: search tests bits of signatures and reads short ranges of `seq` in many chats at once, which the QueryBuilder cannot do.

import { isPresent } from '../../chats/membership.js';
import { VISIBLE } from '../history/history.sql.js';
import { BLOCK_SIZE, PART_SIZE } from './search-block.entity.js';

/** Removes the signatures of the blocks `$2` of a chat `$1`. The row counts the edit even if there was none: see `SearchBlock.edits`. */
export const FORGET = `
  insert into search_blocks as s (chat_id, block, edits) select $1, b, 1 from unnest($2::int[]) b order by b
  on conflict (chat_id, block) do update
    set version = 0, covered = 0, edits = s.edits + 1, oldest = null, newest = null, signature = null`;

const TESTED_FIRST = [1, 2, 3, 4];

/**
 * SQL: whether the signature of a block `s` has all bits `bits`. The first ones are tested by themselves, because most blocks miss one of them, and a
 * subquery for each block takes several times as long.
 * @param bits SQL of an array of integers
 */
const hasBits = (bits: string): string => {
  const first = TESTED_FIRST.map((n) => `get_bit(s.signature, (${bits}::int[])[${n}]) is distinct from 0`);
  return `(${first.join(' and ')} and not exists (select from unnest(${bits}::int[]) x where get_bit(s.signature, x) = 0))`;
};

/** SQL: the last `seq` of a block. */
const lastOf = (block: string, lastSeq: string): string => `least((${block} + 1) * ${BLOCK_SIZE}, ${lastSeq})`;

/**
 * Ranges of `seq` of one chat that may contain what is sought, newest first: blocks whose signature (of version `$5`) has all bits `$4`, and messages that
 * no signature covers. Parameters: chat, oldest and newest block, bits, version, the chat's last `seq`, limit.
 */
export const RANGES_OF_CHAT = `
  with tested as materialized ( -- narrow rows: a join of whole signatures would not fit into memory
    select s.block, s.covered, ${hasBits('$4')} may
    from search_blocks s where s.chat_id = $1 and s.block between $2 and $3 and s.version = $5)
  select b.block * ${BLOCK_SIZE} + case when t.may then 0 else coalesce(t.covered, 0) end above, ${lastOf('b.block', '$6::int')} "upTo"
  from generate_series($2::int, $3::int) b (block) left join tested t on t.block = b.block
  where t.may is distinct from false or b.block * ${BLOCK_SIZE} + t.covered < ${lastOf('b.block', '$6::int')}
  order by b.block desc limit $7`;

/** SQL: the messages of one range. The limit makes the planner walk the index of `seq`, whatever it thinks of the size of the table. */
const inRange = (chat: string): string => `(
    select * from messages where chat_id = ${chat} and seq > w.above and seq <= w.up_to order by seq desc limit ${BLOCK_SIZE}) m`;

/**
 * The messages of one chat in some ranges, as one participant may see them, whose text matches all patterns; newest first.
 * Parameters: chat, participant, patterns, the ranges (above, up to), below which `seq`, limit.
 */
export const MATCHING_IN_CHAT = `
  select m.id, m.seq
  from unnest($4::int[], $5::int[]) w (above, up_to)
  cross join lateral ${inRange('$1')}
  join participants p on p.chat_id = $1 and p.id = $2
  where m.seq < $6 and coalesce(m.folded, m.body) like all ($3::text[]) and ${VISIBLE}
  order by m.seq desc limit $7`;

/** SQL: microseconds since 1970, a number that JavaScript holds exactly. */
const micros = (time: string): string => `(extract(epoch from ${time}) * 1000000)::float8`;
const fromMicros = (parameter: string): string => `to_timestamp(${parameter}::float8 / 1000000)`;

/** SQL: the chats that a user `$1` searches, with their participant. Direct chats in which one has blocked the other are left out. */
const SEARCHED_CHATS = `
    select c.id chat_id, p.id participant_id, c.title, c.last_seq, p.hidden_seq
    from participants p join chats c on c.id = p.chat_id
    where p.user_id = $1 and ${isPresent('p')} and not p.blocked and c.last_seq > p.hidden_seq`;

/**
 * Parts of blocks in all chats of a user that may contain what is sought, with the times of their messages, newest first. What no signature covers has
 * no known times, so it comes first. Parameters: user, chats to search with their threads (null: all), version, bits, the latest and the earliest time
 * (microseconds), whether only parts with a message that the user has starred, and how many parts. Parts that reach to the latest time are not counted:
 * they have to be read in any case.
 */
export const PARTS_OF_CHATS = `
  with mine as (
    ${SEARCHED_CHATS} and ($2::uuid[] is null or c.id = any ($2) or c.parent_id = any ($2))),
  blocks as (
    select m.*, b.block, coalesce(s.covered, 0) covered, s.oldest, s.newest
    from mine m
    cross join lateral generate_series(m.hidden_seq / ${BLOCK_SIZE}, (m.last_seq - 1) / ${BLOCK_SIZE}) b (block)
    left join lateral (
      select s.covered, s.oldest, s.newest, ${hasBits('$4')} may
      from search_blocks s where s.chat_id = m.chat_id and s.block = b.block and s.version = $3 limit 1) s on true
    where s.may is distinct from false or b.block * ${BLOCK_SIZE} + s.covered < ${lastOf('b.block', 'm.last_seq')}),
  parts as (
    select chat_id, participant_id, block * ${BLOCK_SIZE} + (n::int - 1) * ${PART_SIZE} above,
      block * ${BLOCK_SIZE} + least(n::int * ${PART_SIZE}, covered) up_to, since, until
    from blocks cross join lateral unnest(oldest, newest) with ordinality t (since, until, n)
    union all
    select chat_id, participant_id, block * ${BLOCK_SIZE} + covered, ${lastOf('block', 'last_seq')}, '-infinity', 'infinity'
    from blocks where block * ${BLOCK_SIZE} + covered < ${lastOf('block', 'last_seq')}),
  starred as (
    select s.chat_id, t.seq from mine m join stars s on s.chat_id = m.chat_id and s.participant_id = m.participant_id
    join messages t on t.chat_id = s.chat_id and t.id = s.message_id where $7::boolean),
  chosen as (
    select * from parts where since <= $5::float8 and until >= $6::float8 and (not $7::boolean or exists (
      select from starred s where s.chat_id = parts.chat_id and s.seq > above and s.seq <= up_to)))
  select chat_id "chatId", participant_id "participantId", above, up_to "upTo", until
  from chosen order by until desc limit $8 + (select count(*) from chosen where until >= $5::float8)`;

/**
 * The messages in some parts of chats that match all conditions, newest first. Parameters: the parts (chat, participant, above, up to), patterns, the
 * position below which they are (microseconds, chat, `seq`), the earliest time (microseconds), senders (user ids; null: any), whether they must
 * have media, a link, a poll, the reader's star, and the limit.
 */
export const MATCHING_IN_PARTS = `
  select m.chat_id "chatId", w.participant_id "participantId", m.id "messageId", m.seq, ${micros('m.created_at')} at
  from unnest($1::uuid[], $2::uuid[], $3::int[], $4::int[]) w (chat_id, participant_id, above, up_to)
  cross join lateral ${inRange('w.chat_id')}
  join participants p on p.chat_id = w.chat_id and p.id = w.participant_id
  where (m.created_at, m.chat_id, m.seq) < (${fromMicros('$6')}, $7::uuid, $8::int) and m.created_at >= ${fromMicros('$9')}
    and coalesce(m.folded, m.body) like all ($5::text[]) and m.kind <> 'system' and ${VISIBLE}
    and ($10::uuid[] is null or exists (select from participants q where q.chat_id = m.chat_id and q.id = m.participant_id and q.user_id = any ($10)))
    and (not $11::boolean or m.media is not null) and (not $12::boolean or ${hasLink('m')}) and (not $13::boolean or m.kind = 'poll')
    and (not $14::boolean or exists (select from stars where chat_id = m.chat_id and participant_id = w.participant_id and message_id = m.id))
  order by m.created_at desc, m.chat_id desc, m.seq desc limit $15`;

/** SQL: whether a message has a link in its text or among its media. */
function hasLink(message: string): string {
  return `(${message}.body ~* 'https?://' or ${message}.media @> '[{"kind": "link"}]')`;
}

/** The chats of a user `$1`, with their titles, to find those that a search names. */
export const TITLES = `select chat_id id, title from (${SEARCHED_CHATS}) c where title is not null`;

/** The people whose folded name matches a pattern `$2` and who are or were in a chat with a user `$1`; at most `$3`. */
export const PEOPLE_NAMED = `
  select u.id from users u
  where u.folded_name like $2 and exists (
    select from participants theirs
    join participants mine on mine.chat_id = theirs.chat_id and mine.user_id = $1 and ${isPresent('mine')}
    where theirs.user_id = u.id)
  limit $3`;

/** SQL columns of a message that a signature needs. */
const SIGNED = `
  m.seq, coalesce(m.folded, m.body) text, ${micros('m.created_at')} at, m.kind, m.media is not null "hasMedia", ${hasLink('m')} "hasLink",
  sp.user_id "senderId"`;

/** The rows of blocks (chats `$1`, blocks `$2`) that have one. `ord`: the place of the block in the arrays, from 1. */
export const READ_BLOCKS = `
  select w.ord::int, b.version, b.covered, b.edits, b.signature, coalesce(b.oldest, '{}') oldest, coalesce(b.newest, '{}') newest
  from unnest($1::uuid[], $2::int[]) with ordinality w (chat_id, block, ord)
  cross join lateral (select * from search_blocks s where s.chat_id = w.chat_id and s.block = w.block limit 1) b`;

/** Makes the row of a block `$2` of a chat `$1`, if there is none and the chat was not removed. It waits for a transaction that edits the block. */
export const OPEN_BLOCK = `
  insert into search_blocks (chat_id, block) select id, $2 from chats where id = $1 on conflict do nothing`;

/** The messages of chats `$1` above a `seq` `$2` and up to `$3`, oldest first, as signatures need them. */
export const TO_SIGN = `
  select w.ord::int, ${SIGNED}
  from unnest($1::uuid[], $2::int[], $3::int[]) with ordinality w (chat_id, above, up_to, ord)
  cross join lateral (
    select * from messages where chat_id = w.chat_id and seq > w.above and seq <= w.up_to order by seq limit ${BLOCK_SIZE}) m
  cross join lateral (select user_id from participants s where s.chat_id = w.chat_id and s.id = m.participant_id limit 1) sp
  order by w.ord, m.seq`;

/**
 * Stores the signatures of blocks (chats `$1`, blocks `$2`) of version `$4`, unless a message of the block was edited since its row was read, when
 * it had counted `$3` edits. A row that is locked is left out: it is being edited, or signed by another node. Returns the rows that were stored.
 */
export const STORE_SIGNATURES = `
  with free as (
    select w.ord, s.chat_id, s.block from unnest($1::uuid[], $2::int[], $3::int[], $5::int[]) with ordinality w (chat_id, block, edits, covered, ord)
    cross join lateral (
      select b.chat_id, b.block from search_blocks b where b.chat_id = w.chat_id and b.block = w.block and b.edits = w.edits
        and (b.version <> $4 or b.covered < w.covered)
      limit 1 for no key update skip locked) s)
  update search_blocks set version = $4, covered = n.covered, signature = n.signature,
    oldest = n.oldest::double precision[], newest = n.newest::double precision[]
  from free join unnest($5::int[], $6::bytea[], $7::text[], $8::text[]) with ordinality n (covered, signature, oldest, newest, ord) on n.ord = free.ord
  where search_blocks.chat_id = free.chat_id and search_blocks.block = free.block
  returning search_blocks.block`;

/**
 * Blocks without a complete signature of version `$2` in the chats after `$1`, of `$3` chats, at most `$4` blocks; and the last of these chats.
 * Chats whose last message is younger than five minutes are left to the node that stored it.
 */
export const UNSIGNED = `
  with looked as (
    select id, last_seq, updated_at from chats where id > $1 order by id limit $3),
  found as (
    select c.id, b.block
    from looked c
    cross join lateral generate_series(0, (c.last_seq - 1) / ${BLOCK_SIZE}) b (block)
    left join lateral (
      select s.covered from search_blocks s where s.chat_id = c.id and s.block = b.block and s.version = $2 limit 1) s on true
    where c.last_seq > 0 and b.block * ${BLOCK_SIZE} + coalesce(s.covered, 0) < ${lastOf('b.block', 'c.last_seq')}
      and (b.block < (c.last_seq - 1) / ${BLOCK_SIZE} or c.updated_at < now() - interval '5 minutes')
    order by c.id, b.block limit $4)
  select id "chatId", block, null last from found
  union all select null, null, (select max(id::text) from looked)`;

// Raw SQL: one statement deletes from many tables, or reads an index in steps. The QueryBuilder can do neither.

import { deletedAt } from '../views/message-row.js';

const of = (table: string): string => `delete from ${table} where chat_id = $1 and message_id = any ($2::uuid[])`;

/**
 * Empties the messages `$2` of a chat `$1`, with the revs `$3`, and removes all that belongs to them. `$4` is the participant who deletes them;
 * null if they have expired. Returns the ids of their uploads, each once.
 */
export const ERASE = `
  with texts as (${of('message_versions')}), emojis as (${of('reactions')}), choices as (${of('votes')}), plans as (${of('reminders')}),
  files as (${of('attachments')} returning media_id),
  emptied as (
    update messages m set body = '', folded = null, media = null, reply_to = null, changed_rev = n.rev, mentions = null,
      altered_rev = case when $4::uuid is not null then n.rev end, altered_by = $4::uuid, mentions_all = false, pinned_at = null, expires_at = null, deleted_at = coalesce(${deletedAt('m')}, now()),
      extras = case when m.extras ? 'threadId' then jsonb_build_object('threadId', m.extras->'threadId') end
    from unnest($2::uuid[], $3::int[]) n (id, rev) where m.chat_id = $1 and m.id = n.id)
  select distinct media_id from files`;

/**
 * Hides a message `$3` of a chat `$1` from a participant `$2`, and removes their reminder of it; the entity of reminders is on a higher floor. No
 * row if it is hidden already.
 */
export const HIDE = `
  with hidden as (
    insert into hidden_messages (chat_id, participant_id, message_id) values ($1, $2, $3)
    on conflict do nothing returning hidden_at),
  plans as (delete from reminders where chat_id = $1 and participant_id = $2 and message_id = $3)
  update participants set version = version + 1 from hidden where chat_id = $1 and id = $2 returning version mine, hidden.hidden_at`;

/**
 * The next `$2` chat ids after `$1` in the table of messages, and whether each chat exists. It takes one step along the index for each chat,
 * however many messages there are.
 */
export const NAMED_CHATS = `
  with recursive named (id, place) as (
    (select chat_id, 1 from messages where chat_id > $1 order by chat_id limit 1)
    union all
    select next.chat_id, named.place + 1
    from named, lateral (select chat_id from messages m where m.chat_id > named.id order by m.chat_id limit 1) next
    where named.place < $2)
  select named.id, c.id is not null "isThere" from named left join chats c on c.id = named.id order by named.id`;

// Raw, because it must be one atomic statement: the chat may be in use while it runs. The other one is a condition for the QueryBuilder.

/**
 * Dates messages, and their chats with them. Parameters: for each message its chat id, its id and its time.
 * The chats are locked first, as in every write to a chat, so that two servers that start at once take turns.
 */
export const DATE_MESSAGES = `
  with given as (select * from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) g (chat_id, id, at)),
  locked as (select id from chats where id in (select chat_id from given) order by id for no key update),
  dated as (
    update messages m set created_at = g.at
    from locked l join given g on g.chat_id = l.id
    where m.chat_id = l.id and m.id = g.id
    returning m.chat_id, m.created_at
  ),
  -- Signatures for search hold the times of messages.
  unsigned as (
    update search_blocks set version = 0, covered = 0, edits = edits + 1, oldest = null, newest = null, signature = null
    where chat_id in (select id from locked)
  )
  update chats c set created_at = d.first, updated_at = d.last
  from (select chat_id, min(created_at) first, max(created_at) last from dated group by chat_id) d
  where c.id = d.chat_id`;

/** Condition on a row of `users`: the user is in no chat, and owns no upload. */
export const UNTIED = `not exists (select from participants p where p.user_id = users.id)
  and not exists (select from media m where m.owner_id = users.id)`;

// Raw, because it must be one atomic statement: the chat may be in use while it runs. The other one is a condition for the QueryBuilder.

/**
 * Dates the messages of a chat, and the chat with them. Parameters: chat id, message ids, a time for each.
 * The chat is locked first, as in every write to a chat, so that two servers that start at once take turns.
 */
export const DATE_MESSAGES = `
  with chat as (select id from chats where id = $1 for no key update),
  dated as (
    update messages m set created_at = d.at
    from chat, unnest($2::uuid[], $3::timestamptz[]) d (id, at)
    where m.chat_id = chat.id and m.id = d.id
    returning m.created_at
  )
  update chats c set created_at = d.first, updated_at = d.last
  from (select min(created_at) first, max(created_at) last from dated) d
  where c.id = (select id from chat) and d.first is not null`;

/** Condition on a row of `users`: the user is in no chat, and owns no upload. */
export const UNTIED = `not exists (select from participants p where p.user_id = users.id)
  and not exists (select from media m where m.owner_id = users.id)`;

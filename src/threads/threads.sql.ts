// Raw SQL, because one statement creates a thread, stores its id with the message, and adds its first participants.
import { isPresent } from '../chats/membership.js';

/**
 * Creates a thread `$1` about a message `$3` of a chat `$2`, with the `rev` `$6` in that chat. Its first participants have the ids `$4` in the chat
 * and `$5` in the thread: first the person who begins the thread, then the author of the message, who is left out if
 * their account is deactivated or their `who_may_add_me` is `nobody`; with `shared` they are added, because both share the chat. The thread gets the message lifetime of the chat.
 */
export const BEGIN = `
  with begun as (
    insert into chats (id, type, created_by, content_hash, parent_id, root_id, message_lifetime)
    select $1, 'thread', p.user_id, '', c.id, $3, c.message_lifetime
    from chats c join participants p on p.chat_id = $2 and p.id = ($4::uuid[])[1] where c.id = $2),
  noted as (
    update messages set extras = coalesce(extras, '{}') || jsonb_build_object('threadId', $1::uuid), changed_rev = $6
    where chat_id = $2 and id = $3)
  insert into participants (id, chat_id, user_id, role, blocked)
  select n.id, $1, p.user_id, 'member', p.blocked
  from unnest($4::uuid[], $5::uuid[]) n (follower, id)
  join participants p on p.chat_id = $2 and p.id = n.follower and ${isPresent('p')}
  join users u on u.id = p.user_id and (u.who_may_add_me <> 'nobody' and u.deactivated_at is null or p.id = ($4::uuid[])[1])
  returning user_id "userId"`;

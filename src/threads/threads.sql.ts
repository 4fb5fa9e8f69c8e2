// Raw, because a thread, its mark on the message and its first people are written in one statement, each from what the others say.
import { isPresent } from '../chats/membership.js';

/**
 * Begins a thread `$1` at a message `$3` of a chat `$2`, numbered `$6`, for its first participants (of the chat `$4`, of the thread `$5`).
 * What is said in it lasts as long as what is said in the chat. Both people share that chat: only `nobody` keeps the author out.
 */
export const BEGIN = `
  with begun as (
    insert into chats (id, type, created_by, content_hash, parent_id, root_id, message_lifetime)
    select $1, 'thread', p.user_id, '', c.id, $3, c.message_lifetime
    from chats c join participants p on p.id = ($4::uuid[])[1] where c.id = $2),
  noted as (
    update messages set extras = coalesce(extras, '{}') || jsonb_build_object('threadId', $1::uuid), changed_rev = $6
    where chat_id = $2 and id = $3)
  insert into participants (id, chat_id, user_id, role, blocked)
  select n.id, $1, p.user_id, 'member', p.blocked
  from unnest($4::uuid[], $5::uuid[]) n (follower, id)
  join participants p on p.id = n.follower and ${isPresent('p')}
  join users u on u.id = p.user_id and (u.who_may_add_me <> 'nobody' or p.id = ($4::uuid[])[1])
  returning user_id "userId"`;

// Raw SQL: one query checks the rules of `append_sends`, and one statement claims a batch without waiting for locks.

import { PRESENT_ROLE } from '../../chats/access/participant-lock.js';
import { isPresent } from '../../chats/membership.js';
import { deletedAt } from '../../messages/views/message-row.js';

/**
 * The error code with which a message of a participant `$1` (reply `$2`, mentions `$3`, whether it mentions everybody `$4`) would be refused now;
 * null: none.
 */
export const REFUSAL_NOW = `
  select case
    when $2::uuid is not null and not exists (
      select from messages r where r.chat_id = p.chat_id and r.id = $2 and ${deletedAt('r')} is null and r.seq > p.hidden_seq)
      then 'message.reply_not_found'
    when p.blocked then 'chat.blocked'
    when $4::boolean and ${PRESENT_ROLE} = 'member' then 'chat.not_admin'
    when exists (
      select from unnest($3::uuid[]) x (id) where not exists (
        select from participants q where q.chat_id = p.chat_id and q.id = x.id and ${isPresent('q')}))
      then 'participant.not_found' end refusal
  from participants p where p.id = $1`;

/**
 * Claims up to `$1` due messages for this node, for `$2` seconds. The columns are named as in ScheduledMessage. Locked rows are skipped, and
 * claimed a second later.
 */
export const CLAIM = `
  with due as (
    select chat_id, id from scheduled_messages
    where failed is null and send_at <= now() and (claimed_until is null or claimed_until < now())
    order by send_at, id limit $1 for no key update skip locked),
  s as (
    update scheduled_messages c set claimed_until = now() + $2 * interval '1 second', attempts = c.attempts + 1
    from due where c.chat_id = due.chat_id and c.id = due.id returning c.*)
  select s.id, s.chat_id "chatId", s.participant_id "participantId", s.send_at "sendAt", s.kind, s.body, s.reply_to "replyTo", s.media,
    s.content_hash "contentHash", s.mentions, s.mentions_all "mentionsAll", s.extras, s.created_at "createdAt", s.attempts,
    s.claimed_until "claimedUntil", s.failed, p.user_id "userId",
    exists (select from users u where u.id = p.user_id and u.deactivated_at is not null) "isDeactivated",
    array(select u.media_id from scheduled_uploads u where u.chat_id = s.chat_id and u.scheduled_id = s.id) uploads
  from s join participants p on p.chat_id = s.chat_id and p.id = s.participant_id order by s.send_at, s.id`;

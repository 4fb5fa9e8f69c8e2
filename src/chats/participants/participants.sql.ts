// Raw SQL: ADD inserts from arrays and from the row of the chat, and ACQUAINTANCES stops counting the people of large chats early.
import { isPresent } from '../membership.js';
import { blockedWith } from '../../users/users.sql.js';

/**
 * Adds people (participant ids `$2`, user ids `$3`, revs `$4`) to a chat `$1`, with nothing unread. They see earlier messages unless the chat hides
 * its history. In a thread, `blocked` is copied from the parent chat. The row of somebody who was in the chat before is used again: they see what
 * they saw before.
 */
export const ADD = `
  insert into participants as p
    (id, chat_id, user_id, joined_rev, last_read_rev, last_read_seq, last_delivered_seq, hidden_seq, hidden_at, blocked)
  select n.id, c.id, n.user_id, n.rev, n.rev, c.last_seq, c.last_seq,
    case when c.history_hidden then c.last_seq else 0 end, case when c.history_hidden then now() end, coalesce(s.blocked, false)
  from chats c cross join unnest($2::uuid[], $3::uuid[], $4::int[]) n (id, user_id, rev)
  left join participants s on s.chat_id = c.parent_id and s.user_id = n.user_id
  where c.id = $1
  on conflict (chat_id, user_id) do update set left_rev = null, role = 'member', removed = false, version = p.version + 1,
    joined_rev = excluded.joined_rev, last_read_rev = excluded.last_read_rev, last_read_seq = excluded.last_read_seq,
    last_delivered_seq = excluded.last_delivered_seq, blocked = excluded.blocked`;

/** The same, but somebody who rejoins sees what a new participant sees. */
export const ADD_ANEW = `${ADD}, hidden_seq = excluded.hidden_seq, hidden_at = excluded.hidden_at, joined_version = p.version + 1`;

/**
 * The users who share a chat of up to `$2` people with the user `$1`, who is one of them. If `$3` is `presence`, without people who have blocked
 * that user or whom that user has blocked.
 */
export const ACQUAINTANCES = `
  select distinct q.user_id "userId" from participants p
  join lateral (
    select user_id, count(*) over () people
    from (select x.user_id from participants x where x.chat_id = p.chat_id and ${isPresent('x')} limit $2 + 1) few
  ) q on q.people <= $2
  where p.user_id = $1 and ${isPresent('p')} and ($3 = 'name' or q.user_id not in ${blockedWith('$1')})`;

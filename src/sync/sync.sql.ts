// Raw, because it sums over the people shown of each of a person's chats, however many, in one statement that is measured.
import { isPresent } from '../chats/membership.js';
import { SHOWN } from '../chats/views/chat-row.js';

/**
 * The present numbers of the chats of a user `$1`, all of them or (`$2`) those with these ids. People are those whom the chat list shows,
 * each counted once beside what grows: the sum is never zero, so that four zeros mean a chat that is not held. Floats hold such sums
 * exactly, and come as numbers.
 */
export const STANDINGS = `
  select c.id "chatId", p.id "participantId", p.joined_rev "joinedRev", p.joined_version "joinedVersion",
    array[c.last_seq, c.last_rev, p.version, shown.people]::float8[] now
  from participants p
  join chats c on c.id = p.chat_id
  cross join lateral (
    select sum(first.last_read_seq::bigint + first.last_delivered_seq + u.version + 1) people
    from (
      select s.user_id, s.last_read_seq, s.last_delivered_seq from participants s
      where s.chat_id = c.id and ${isPresent('s')} order by s.user_id <> $1, s.id limit ${SHOWN}) first
    join users u on u.id = first.user_id) shown
  where p.user_id = $1 and ${isPresent('p')} and ($2::uuid[] is null or p.chat_id = any ($2))`;

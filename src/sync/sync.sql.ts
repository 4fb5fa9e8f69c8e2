// Raw SQL, because one fast statement sums over the participants shown in each chat of a user.
import { isPresent } from '../chats/membership.js';
import { SHOWN } from '../chats/views/chat-row.js';

/**
 * The current numbers of chats of a user `$1`: of all, or of those with the ids `$2`. `people` is a sum over the participants that the chat list
 * shows: of their marks, the version of their user, and one for each. So it is never zero, and four zeros mean a chat that the client does not
 * have. Floats hold such sums exactly, and arrive as numbers.
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

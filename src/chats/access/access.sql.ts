// Raw, because OPEN runs before every call and is measured, WHO_REFUSES has subqueries for each person, messages stand above this floor, and advisory locks have no entity.
import { deletedAt } from '../../messages/views/message-row.js';
import { isPresent } from '../membership.js';

/** A chat (`$1`) and what somebody (`$2`, a user id) may know of it before anything else is read. */
export const OPEN = `
  select c.id "chatId", p.id "participantId", c.last_seq "lastSeq", p.hidden_seq "hiddenSeq", p.blocked
  from participants p join chats c on c.id = p.chat_id
  where p.chat_id = $1 and p.user_id = $2 and ${isPresent('p')}`;

/** A message `$2` of a chat `$1` that is neither deleted nor has disappeared. */
export const EXISTING_MESSAGE = `
  select m.id from messages m where m.chat_id = $1 and m.id = $2 and ${deletedAt('m')} is null`;

/** Holds the pair of a direct chat until the transaction ends, whether they have a chat or not. */
export const LOCK_PAIR = 'select pg_advisory_xact_lock(hashtextextended($1, 0))';

/** The latest messages of a direct chat. */
const LOOKED_THROUGH = 1_000;

/**
 * Anybody may start a direct chat with anybody. So a direct chat counts as shared only if this person started it or has written in it,
 * which is looked up in its latest messages only: nobody can make this slow by writing a lot.
 */
const SHARES_A_CHAT = `exists (
    select from participants mine
    join participants theirs on theirs.chat_id = mine.chat_id and theirs.user_id = u.id and ${isPresent('theirs')}
    join chats c on c.id = mine.chat_id
    where mine.user_id = $1 and ${isPresent('mine')} and (c.type <> 'direct' or c.created_by = u.id or theirs.id in (
      select m.participant_id from messages m where m.chat_id = c.id and m.seq > c.last_seq - ${LOOKED_THROUGH})))`;

/** Of these users (`$2`), whoever does not let `$1` add them; people of the chat `$3` are not checked. */
export const WHO_REFUSES = `
  select u.id from users u
  where u.id = any ($2::uuid[]) and u.id <> $1 and u.who_may_add_me <> 'everybody'
    and (u.who_may_add_me = 'nobody' or not ${SHARES_A_CHAT})
    and not exists (
      select from participants p where p.chat_id = $3::uuid and p.user_id = u.id and ${isPresent('p')})
  order by u.id`;

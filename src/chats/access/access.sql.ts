// Raw SQL: OPEN runs before every call and must be fast, WHO_REFUSES has subqueries for each person, the entity of messages is on a
// higher floor, and advisory locks have no entity.
import { deletedAt } from '../../messages/views/message-row.js';
import { isPresent } from '../membership.js';

/** Selects a chat `$1` and the participation of a user `$2` in it. No row if the user is not in the chat. */
export const OPEN = `
  select c.id "chatId", p.id "participantId", c.last_seq "lastSeq", p.hidden_seq "hiddenSeq", p.blocked
  from participants p join chats c on c.id = p.chat_id
  where p.chat_id = $1 and p.user_id = $2 and ${isPresent('p')}`;

/** Selects a message `$2` of a chat `$1`. No row if it was deleted for everybody or has expired. */
export const EXISTING_MESSAGE = `
  select m.id from messages m where m.chat_id = $1 and m.id = $2 and ${deletedAt('m')} is null`;

/** Locks the two people of a direct chat (`$1`, see `pairOf`) until the transaction ends, even if they have no chat yet. */
export const LOCK_PAIR = 'select pg_advisory_xact_lock(hashtextextended($1, 0))';

/** How many of the latest messages of a direct chat are searched for a sender. */
const LOOKED_THROUGH = 1_000;

/**
 * SQL: whether a user `u` shares a chat with the user `$1`. Anybody can start a direct chat with anybody, so a direct chat counts only if `u`
 * started it or has written in it. Only its latest messages are searched, so that nobody can make the query slow by writing a lot.
 */
const SHARES_A_CHAT = `exists (
    select from participants mine
    join participants theirs on theirs.chat_id = mine.chat_id and theirs.user_id = u.id and ${isPresent('theirs')}
    join chats c on c.id = mine.chat_id
    where mine.user_id = $1 and ${isPresent('mine')} and (c.type <> 'direct' or c.created_by = u.id or theirs.id in (
      select m.participant_id from messages m where m.chat_id = c.id and m.seq > c.last_seq - ${LOOKED_THROUGH})))`;

/** Selects those of the users `$2` who do not let the user `$1` add them. Participants of the chat `$3` are not checked. */
export const WHO_REFUSES = `
  select u.id from users u
  where u.id = any ($2::uuid[]) and u.id <> $1 and u.who_may_add_me <> 'everybody'
    and (u.who_may_add_me = 'nobody' or not ${SHARES_A_CHAT})
    and not exists (
      select from participants p where p.chat_id = $3::uuid and p.user_id = u.id and ${isPresent('p')})
  order by u.id`;

/**
 * SQL: locks the chats `$1` of a batch as far as nobody else has locked them, and writes the batch. An item of another chat is answered with
 * `isLocked`, and nothing is written for it.
 * @param next number of the first of the two parameters that `freeChatsValues` gives
 * @param write the call of a SQL function that answers each item with its place `ord`; it takes `free.chats` in place of `$1`
 */
export const inFreeChats = (next: number, write: string): string => `
  select answer.*, free.chats[answer.ord] <> ($1::uuid[])[answer.ord] "isLocked"
  from lock_free_chats($1::uuid[], $${next}::int, $${next + 1}::boolean) free (chats) cross join lateral ${write} answer`;

/** @param waits whether to wait for chats that are locked */
export function freeChatsValues(items: { chatId: string }[], waits: boolean): [number, boolean] {
  return [new Set(items.map(({ chatId }) => chatId)).size, waits];
}

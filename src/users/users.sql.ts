// Raw SQL, because each is one round trip of a hot path, and its conditions on blocks and privacy are SQL that other queries share.

/**
 * SQL: the ids of the users who have blocked a user, or whom the user has blocked. Neither sees the other.
 * It does not depend on the rows of the query around it, so PostgreSQL runs it once.
 * @param person SQL of the user id: a parameter or a column, never a value from a request
 */
export const blockedWith = (person: string): string => `(
    select blocked_id from blocks where blocker_id = ${person} union all
    select blocker_id from blocks where blocked_id = ${person})`;

/** SQL: when a user `u` was last online, for viewers who share a chat with them; null when the user hides it from everybody. */
export const LAST_SEEN_BY_SHARED = `case when u.who_sees_last_seen <> 'nobody' then u.last_seen_at end`;

/** SQL: when a user `u` was last online, for viewers who may not share a chat with them; null unless everybody may see it. */
export const LAST_SEEN_BY_STRANGERS = `case when u.who_sees_last_seen = 'everybody' then u.last_seen_at end`;

/**
 * SQL: the ids of the users who share a chat with a viewer.
 * @param viewer SQL of the viewer's user id: a parameter or a column, never a value from a request
 */
const sharingWith = (viewer: string): string => `(
    select theirs.user_id from participants mine
    join participants theirs on theirs.chat_id = mine.chat_id and theirs.left_rev is null
    where mine.user_id = ${viewer} and mine.left_rev is null)`;

/**
 * SQL: when a user `u` was last online, for one viewer; null when that viewer may not see it.
 * @param viewer SQL of the viewer's user id: a parameter or a column, never a value from a request
 */
const lastSeenBy = (viewer: string): string => `case
    when u.who_sees_last_seen = 'everybody' or (u.who_sees_last_seen = 'shared' and exists (
      select from participants mine
      join participants theirs on theirs.chat_id = mine.chat_id and theirs.user_id = u.id and theirs.left_rev is null
      where mine.user_id = ${viewer} and mine.left_rev is null)) then u.last_seen_at end`;

const HIDDEN = 'exists (select from blocks where blocker_id = $1 and blocked_id = u.id)';

/** Of some users, those who neither are a viewer nor share a chat with them. Parameters: viewer id, user ids. */
export const STRANGERS = `
  select id from unnest($2::uuid[]) asked (id) where id <> $1 and id not in ${sharingWith('$1')}`;

/** One user as another one may see them; no row when that user has blocked the viewer. Parameters: viewer id, user id. */
export const PROFILE = `
  select id, name, avatar, data, case when ${HIDDEN} then 'offline' else status end status,
    case when not ${HIDDEN} then ${lastSeenBy('$1')} end "lastSeenAt"
  from users u
  where id = $2 and not exists (select from blocks where blocker_id = u.id and blocked_id = $1)`;

/** The same, for a viewer who sees only people in their chats. */
export const PROFILE_IN_CHATS = `${PROFILE} and (id = $1 or id in ${sharingWith('$1')})`;

/**
 * SQL: a user `u` may be found by a viewer.
 * @param viewer SQL of the viewer's user id: a parameter or a column, never a value from a request
 */
const foundBy = (viewer: string): string =>
  `u.id <> ${viewer} and u.deactivated_at is null and u.id not in ${blockedWith(viewer)}`;

/**
 * A page of the users whose name contains a text; names that begin with it come first.
 * Parameters: LIKE pattern for the beginning of a name, LIKE pattern for any part of it, viewer id, folded text, limit, offset.
 *
 * `beginning` reads `users_folded_name_idx` in its order and stops at the end of the page; `inside` is not run when that fills the page.
 * Otherwise PostgreSQL chooses for `inside`: for a text that many names have, it reads the same index until the page is full. For a rare
 * one it reads only the names with all its characters, from `users_name_characters_idx`. That works for one character as for ten, in any
 * script, and without the extension `pg_trgm`, which would save a few milliseconds for rare words, and cannot look up one or two characters.
 */
const findUsers = (mayBeFound: string, hasCharacters = 'true'): string => `
  with beginning as (
    select id, folded_name collate "C" sorted, 0 part from users u
    where folded_name collate "C" like $1 and ${mayBeFound}
    order by sorted, id limit $5::int + $6::int),
  inside as (
    select id, folded_name collate "C" sorted, 1 part from users u
    where folded_name like $2 and ${hasCharacters} and not starts_with(folded_name, $4) and ${mayBeFound}
    order by sorted, id limit $5::int + $6::int - (select count(*) from beginning)),
  page as (
    select * from beginning union all select * from inside
    order by part, sorted, id limit $5 offset $6)
  select id, name, avatar, status, ${lastSeenBy('$3')} as "lastSeenAt" from page join users u using (id)
  order by part, sorted, id`;

export const FIND_USERS = findUsers(foundBy('$3'), 'string_to_array(folded_name, null) @> string_to_array($4, null)');

/**
 * The same, among those who share a chat with the viewer. It begins with these people, and not with an index of names, because they are few: with
 * the index, a rare text took 270 ms among 100,000 users.
 */
export const FIND_USERS_IN_CHATS = findUsers(`${foundBy('$3')} and u.id in ${sharingWith('$3')}`);

/** The user with an e-mail. Parameters: viewer id, the e-mail as it is stored. */
export const FIND_BY_EMAIL = `
  select id, name, avatar, status, ${lastSeenBy('$1')} as "lastSeenAt" from users u where email = $2 and ${foundBy('$1')}`;

/** Stores when a user was last seen, unless a later time is stored, and returns whether others may see it. Parameters: user id, time. */
export const SEEN = `
  with stored as (
    update users set last_seen_at = $2 where id = $1 and (last_seen_at is null or last_seen_at < $2))
  select who_sees_last_seen <> 'nobody' "isShown" from users where id = $1`;

/** SQL: when a user `u` was last online, for viewers who share a chat with them; null when the user hides it from everybody. */
export const LAST_SEEN_BY_SHARED = `case when u.who_sees_last_seen <> 'nobody' then u.last_seen_at end`;

/** SQL: when a user `u` was last online, for viewers who may not share a chat with them; null unless everybody may see it. */
export const LAST_SEEN_BY_STRANGERS = `case when u.who_sees_last_seen = 'everybody' then u.last_seen_at end`;

/**
 * SQL: when a user `u` was last online, for one viewer; null when that viewer may not see it.
 * @param viewer SQL of the viewer's user id: a parameter or a column, never a value from a request
 */
export const lastSeenBy = (viewer: string): string => `case
    when u.who_sees_last_seen = 'everybody' or (u.who_sees_last_seen = 'shared' and exists (
      select from participants mine
      join participants theirs on theirs.chat_id = mine.chat_id and theirs.user_id = u.id and theirs.left_rev is null
      where mine.user_id = ${viewer} and mine.left_rev is null)) then u.last_seen_at end`;

/** SQL of when a person `u` was last online, for those who share a chat with them; null where nobody is to see it. */
export const LAST_SEEN_BY_SHARED = `case when u.who_sees_last_seen <> 'nobody' then u.last_seen_at end`;

/** The same for people of whom it is not known whether they share a chat with them. */
export const LAST_SEEN_BY_STRANGERS = `case when u.who_sees_last_seen = 'everybody' then u.last_seen_at end`;

/** The same for one person, whoever that is. @param viewer SQL of their user id, never anything that came in */
export const lastSeenBy = (viewer: string): string => `case
    when u.who_sees_last_seen = 'everybody' or (u.who_sees_last_seen = 'shared' and exists (
      select from participants mine
      join participants theirs on theirs.chat_id = mine.chat_id and theirs.user_id = u.id and theirs.left_rev is null
      where mine.user_id = ${viewer} and mine.left_rev is null)) then u.last_seen_at end`;

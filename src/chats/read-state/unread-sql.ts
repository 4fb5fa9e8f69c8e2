/**
 * SQL of how many messages above a participant's read mark never count as unread: deleted ones, the system's, and those
 * they deleted for themselves. A message that is due to disappear counts until it is erased, which has a number: a
 * count that changes with the clock alone would differ from place to place. Such messages are rare, and have an index of their own.
 */
export const uncounted = (chat: string, participant: string, mark: string): string => `(
    (select count(*)::int from messages u
     where u.chat_id = ${chat} and u.seq > ${mark} and (u.deleted_at is not null or u.kind = 'system'))
    + (select count(*)::int from hidden_messages h join messages u on u.chat_id = h.chat_id and u.id = h.message_id
       where h.chat_id = ${chat} and h.participant_id = ${participant} and u.seq > ${mark} and u.deleted_at is null and u.kind <> 'system'))`;

/** SQL of how many of the unread ones name a participant, or everybody: found by an index of those that name anybody. */
export const mentionsAbove = (chat: string, participant: string, mark: string): string => `(
    select count(*)::int from messages u
    where u.chat_id = ${chat} and u.seq > ${mark} and u.mentions is not null and u.deleted_at is null
      and (u.mentions_all or ${participant} = any (u.mentions)) and not exists (
        select from hidden_messages h where h.chat_id = u.chat_id and h.participant_id = ${participant} and h.message_id = u.id))`;

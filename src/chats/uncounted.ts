/**
 * SQL of how many messages above a participant's read mark never count as unread: deleted ones, the system's, and those
 * they deleted for themselves. Seldom any; the first are found by an index of nothing else.
 */
export const uncounted = (chat: string, seat: string, mark: string): string => `(
    (select count(*)::int from messages u
     where u.chat_id = ${chat} and u.seq > ${mark} and (u.deleted_at is not null or u.kind = 'system'))
    + (select count(*)::int from hidden_messages h join messages u on u.chat_id = h.chat_id and u.id = h.message_id
       where h.chat_id = ${chat} and h.participant_id = ${seat} and u.seq > ${mark} and u.deleted_at is null))`;

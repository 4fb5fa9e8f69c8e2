// Raw SQL: a vote holds the lock of the chat, so it is stored in one round trip.

/** Replaces the vote of a participant `$3` in the poll `$2` of a chat `$1` by the options `$4`. No row if nothing changed. */
export const CAST = `
  with taken as (
    delete from votes where chat_id = $1 and message_id = $2 and participant_id = $3 and option <> all ($4::uuid[]) returning option),
  given as (
    insert into votes (chat_id, message_id, participant_id, option) select $1, $2, $3, o from unnest($4::uuid[]) o
    on conflict do nothing returning option)
  update participants set version = version + 1
  where chat_id = $1 and id = $3 and (exists (select from taken) or exists (select from given)) returning version mine`;

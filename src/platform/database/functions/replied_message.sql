-- The message that a send replies to, with its sender. No row if it does not exist, was deleted or has expired.
-- `append_sends` calls it, whose settings apply here; it also says why a row is looked up as it is.
create or replace function replied_message(p_chat uuid, p_message uuid)
returns table (seq int, kind text, body text, media jsonb, sender_id uuid, sender_name text, sender_avatar text)
language plpgsql stable strict rows 1
as $$
#variable_conflict use_column
begin
  return query
  select m.seq, m.kind, m.body, m.media, u.id, u.name, u.avatar
  from (
    select s.id, s.seq, s.kind, s.body, s.media, s.participant_id, s.deleted_at, s.expires_at from messages s
    where s.chat_id = any (array[p_chat]) and s.id >= p_message
    order by s.chat_id, s.id limit 1
  ) m
  cross join lateral (
    select s.user_id from participants s where s.chat_id = any (array[p_chat]) and s.id = any (array[m.participant_id])
    order by s.id limit 1
  ) p
  cross join lateral (select v.id, v.name, v.avatar from users v where v.id = p.user_id limit 1) u
  where m.id = p_message and m.deleted_at is null and coalesce(m.expires_at > now(), true);
end $$;

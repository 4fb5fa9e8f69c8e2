-- Whether all of these participants are in the chat. `append_sends` calls it, whose settings apply here; it also says why a row is
-- looked up as it is.
create or replace function are_participants(p_chat uuid, p_participants uuid[]) returns boolean
language plpgsql stable
as $$
begin
  return not exists (
    select from unnest(p_participants) wanted (id) left join lateral (
      select s.id, s.left_rev from participants s
      where s.chat_id = any (array[p_chat]) and s.id = any (array[wanted.id])
      order by s.id limit 1
    ) q on q.left_rev is null where q.id is null);
end $$;

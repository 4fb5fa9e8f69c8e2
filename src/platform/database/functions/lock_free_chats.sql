-- Locks the chats of a batch that nobody else has locked, before the function that writes the batch runs in the same statement:
-- see `inFreeChats` in `src/chats/access/access.sql.ts`. With `p_wait` it waits for locked chats instead.
-- `p_count` is how many different chats there are.
-- It returns `p_chat` with the nil UUID in place of each chat that others have locked: no chat has it, so the writing function
-- finds nothing to write there. A chat that does not exist stays as it is.
--
-- Plan: as in `append_sends.sql`, it must not depend on how large the table seems. Each chat is looked up by `=`, which leads
-- to one partition where the table is partitioned.
create or replace function lock_free_chats(p_chat uuid[], p_count int, p_wait boolean) returns uuid[]
language plpgsql
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
as $$
declare
  free uuid[];
begin
  if p_wait then
    -- In ascending order, as every writer, so there is no deadlock.
    perform 1 from (select distinct t.id from unnest(p_chat) t (id) order by t.id) w
      cross join lateral (select c.id from chats c where c.id = w.id for no key update) locked;
    return p_chat;
  end if;

  free := array(
    select locked.id from (select distinct t.id from unnest(p_chat) t (id)) w
    cross join lateral (select c.id from chats c where c.id = w.id for no key update skip locked) locked);
  if cardinality(free) = p_count then
    return p_chat;
  end if;
  return array(
    select case
      when f.id is not null or not exists (select from chats c where c.id = b.id) then b.id
      else '00000000-0000-0000-0000-000000000000' end
    from unnest(p_chat) with ordinality b (id, ord) left join unnest(free) f (id) on f.id = b.id
    order by b.ord);
end $$;

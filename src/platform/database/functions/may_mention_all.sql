-- Whether a participant may mention everybody: only the owner and admins may. In a thread, the role in the parent chat counts.
-- `append_sends` calls it, whose settings apply here.
create or replace function may_mention_all(p_chat uuid, p_user uuid, p_role text) returns boolean
language plpgsql stable
as $$
begin
  return coalesce((
    select parent.role from chats thread
    join participants parent on parent.chat_id = thread.parent_id and parent.user_id = p_user and parent.left_rev is null
    where thread.id = p_chat), p_role) <> 'member';
end $$;

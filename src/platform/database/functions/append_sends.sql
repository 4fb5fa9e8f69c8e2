-- Stores a batch of sends in one round trip and one transaction: checks each one, numbers and inserts the new ones in the
-- order given, and answers each of them, in any order. `src/messages/send/append-messages.ts` calls it. It fails if a batch holds
-- two new messages with the same id.
--
-- Locks: it locks the chats first. A chat that others have locked is left out, and its sends are answered with `locked`; with
-- `p_wait` it waits for such chats instead. A volatile plpgsql function takes a new snapshot for each of its statements, so
-- the second statement sees everything that was committed before the locks were granted.
--
-- Numbers: only a send that passed every check gets a `seq` and a `rev`, so neither has gaps.
--
-- Plan: PostgreSQL plans the second statement once for each connection, because planning takes longer than one send.
-- The tables may be empty at that moment, and nothing makes the plan again until they are analysed (on PGlite: never).
-- So the plan must not depend on how large the tables seem. A row is looked up as the first one at or after its key: only
-- the index of that key can give this order, and only a nested loop can join it. Rows of the batch are joined by their
-- place in it, `ord`, an integer. `= any (array[…])` is an equality that leads to one partition where the tables are
-- partitioned by chat, and, unlike `=`, does not make the order by its column superfluous.
--
-- Cost: most of the time of a small batch goes into starting the plan: each node, and each column that goes through it. So the
-- content of a message is read from the arrays where it is inserted, and rare checks are functions of their own.
create or replace function append_sends(
  p_chat uuid[], p_user uuid[], p_id uuid[], p_body text[], p_folded text[],
  p_reply uuid[], p_media jsonb[], p_uploads text[], p_hash bytea[],
  p_kind text[], p_mentions text[], p_mentions_all boolean[], p_extras jsonb[], p_wait boolean
) returns table (
  ord int, outcome text, seq int, rev int, created_at timestamptz, expires_at timestamptz,
  participant_id uuid, sender_name text, sender_avatar text,
  reply_seq int, reply_kind text, reply_body text, reply_media jsonb,
  reply_sender_id uuid, reply_sender_name text, reply_sender_avatar text
) language plpgsql
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
as $$
#variable_conflict use_column
declare
  ours uuid[]; -- the chats that this batch has locked
begin
  -- Who waits locks in ascending order, as every writer, so there is no deadlock. NO KEY: foreign-key checks do not wait for
  -- this lock. Each chat is looked up by `=`, which leads to one partition.
  if p_wait then
    ours := array(
      select locked.id from (select distinct t.id from unnest(p_chat) t (id) order by t.id) w
      cross join lateral (select c.id from chats c where c.id = w.id for no key update) locked);
  else
    ours := array(
      select locked.id from (select distinct t.id from unnest(p_chat) t (id)) w
      cross join lateral (select c.id from chats c where c.id = w.id for no key update skip locked) locked);
  end if;

  return query
  -- Who the sender is in the chat, whether a message with this id is stored, what is replied to, why the send is refused.
  with checked as (
    select t.ord::int ord, t.chat_id, t.user_id, t.id, p.id participant_id,
      r.seq reply_seq, r.kind reply_kind, r.body reply_body, r.media reply_media,
      r.sender_id reply_sender_id, r.sender_name reply_sender_name, r.sender_avatar reply_sender_avatar,
      case
        when p.id is null then case
          when t.chat_id <> all (ours) and exists (select from chats c where c.id = t.chat_id) then 'locked'
          else 'not_found' end
        when m.seq is not null then case
          when m.participant_id = p.id and m.content_hash = t.hash then 'replayed'
          else 'conflict' end
        -- A reply needs a message that this sender can still see.
        when t.reply_to is not null and (r.seq is null or r.seq <= p.hidden_seq) then 'reply_not_found'
        -- In a direct chat, one of the two blocked the other.
        when p.blocked then 'blocked'
        when t.mentions_all and not may_mention_all(t.chat_id, t.user_id, p.role) then 'not_admin'
        when t.mentions is not null and not are_participants(t.chat_id, t.mentions::uuid[]) then 'mention_not_found'
        else 'created'
      end outcome
    from unnest(p_chat, p_user, p_id, p_reply, p_hash, p_mentions, p_mentions_all) with ordinality
      t (chat_id, user_id, id, reply_to, hash, mentions, mentions_all, ord)
    left join lateral (
      select s.chat_id, s.user_id, s.id, s.left_rev, s.role, s.blocked, s.hidden_seq from participants s
      where s.chat_id = any (array[t.chat_id]) and s.user_id >= t.user_id
      order by s.chat_id, s.user_id limit 1
    ) p on p.chat_id = t.chat_id and p.user_id = t.user_id and p.left_rev is null and t.chat_id = any (ours)
    left join lateral (
      select s.chat_id, s.id, s.seq, s.participant_id, s.content_hash from messages s
      where s.chat_id = any (array[t.chat_id]) and s.id >= t.id
      order by s.chat_id, s.id limit 1
    ) m on m.chat_id = t.chat_id and m.id = t.id
    left join lateral replied_message(t.chat_id, t.reply_to) r on true),
  placed as (
    select c.*, (row_number() over (partition by c.chat_id, c.outcome = 'created' order by c.ord))::int place
    from checked c),

  moved as (
    update chats set last_seq = last_seq + w.total, last_rev = last_rev + w.total, updated_at = now()
    from (select p.chat_id, max(p.place) total from placed p where p.outcome = 'created' group by p.chat_id) w
    where chats.id = w.chat_id
    returning chats.id, last_seq - w.total seq_before, last_rev - w.total rev_before, last_rev,
      now() + message_lifetime * interval '1 second' expires_at),
  journalled as ( -- A node that misses the hint learns of the batch from this row.
    insert into moves (chat_ids, revs) select array_agg(v.id), array_agg(v.last_rev) from moved v having count(*) > 0),
  numbered as (
    select p.*, v.seq_before + p.place seq, v.rev_before + p.place rev, v.expires_at
    from placed p left join moved v on v.id = p.chat_id and p.outcome = 'created'),
  stored as (
    insert into messages (chat_id, id, seq, sent_rev, kind, participant_id, body, folded, reply_to, media, content_hash,
      mentions, mentions_all, extras, expires_at)
    select n.chat_id, n.id, n.seq, n.rev, p_kind[n.ord], n.participant_id, p_body[n.ord], p_folded[n.ord], p_reply[n.ord],
      p_media[n.ord], p_hash[n.ord], p_mentions[n.ord]::uuid[], p_mentions_all[n.ord], p_extras[n.ord], n.expires_at
    from numbered n where n.outcome = 'created'),
  attached as (
    insert into attachments (chat_id, message_id, media_id)
    select n.chat_id, n.id, u.id from numbered n cross join unnest(p_uploads[n.ord]::uuid[]) u (id)
    where n.outcome = 'created'),
  marked as ( -- The sender has read and received everything up to the own message.
    update participants set
      last_read_seq = greatest(last_read_seq, w.seq), last_read_rev = greatest(last_read_rev, w.rev),
      last_delivered_seq = greatest(last_delivered_seq, w.seq), marked_unread = false
    from (
      select n.chat_id, n.user_id, max(n.seq) seq, max(n.rev) rev from numbered n
      where n.outcome = 'created' group by n.chat_id, n.user_id) w
    where participants.chat_id = w.chat_id and participants.user_id = w.user_id)

  select n.ord, n.outcome, n.seq, n.rev, now(), n.expires_at, n.participant_id, sender.name, sender.avatar,
    n.reply_seq, n.reply_kind, n.reply_body, n.reply_media, n.reply_sender_id, n.reply_sender_name, n.reply_sender_avatar
  from numbered n
  left join lateral (select u.name, u.avatar from users u where u.id = n.user_id limit 1) sender on true;
end $$;

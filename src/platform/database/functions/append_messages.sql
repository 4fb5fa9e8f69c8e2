-- Stores a batch of sends in one round trip and one transaction: checks each one, numbers and inserts the new ones in the
-- order given, and answers each of them. `src/messages/send/append-messages.ts` calls it.
--
-- Locks: it locks the chats first. A volatile plpgsql function takes a new snapshot for each of its statements, so the
-- second statement sees everything that was committed before the locks were granted.
--
-- Numbers: only a send that passed every check gets a `seq` and a `rev`, so neither has gaps.
--
-- Plan: PostgreSQL plans the second statement once for each connection, because planning takes longer than one send.
-- The tables may be empty at that moment, and nothing makes the plan again until they are analysed (on PGlite: never).
-- So the plan must not depend on how large the tables seem. A row is looked up as the first one at or after its key: only
-- the index of that key can give this order, and only a nested loop can join it. Rows of the batch are joined by their
-- place in it, `ord`, an integer. `= any (array[…])` is an equality that leads to one partition where the tables are
-- partitioned by chat, and, unlike `=`, does not make the order by its column superfluous.
create or replace function append_messages(
  p_chat uuid[], p_user uuid[], p_id uuid[], p_body text[], p_folded text[],
  p_reply uuid[], p_media jsonb[], p_uploads text[], p_hash bytea[],
  p_kind text[], p_mentions text[], p_mentions_all boolean[], p_extras jsonb[]
) returns table (
  ord int, outcome text, id uuid, chat_id uuid, seq int, rev int, kind text, body text, media jsonb, created_at timestamptz,
  participant_id uuid, sender_id uuid, sender_name text, sender_avatar text, reply_to uuid,
  mentions uuid[], mentions_all boolean, extras jsonb, expires_at timestamptz,
  reply_seq int, reply_kind text, reply_body text, reply_media jsonb,
  reply_sender_id uuid, reply_sender_name text, reply_sender_avatar text
) language plpgsql
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
as $$
#variable_conflict use_column
begin
  -- Every writer locks in ascending order, so there is no deadlock. NO KEY: foreign-key checks do not wait for this lock.
  perform 1 from (select distinct t.id from unnest(p_chat) t (id) order by t.id) w
    cross join lateral (select c.id from chats c where c.id = w.id for no key update) locked;

  return query
  with input as (
    select t.chat_id, t.user_id, t.id, t.body, t.folded, t.reply_to, t.media, t.uploads, t.hash,
      t.kind, t.mentions::uuid[] mentions, t.mentions_all, t.extras, t.ord::int ord
    from unnest(p_chat, p_user, p_id, p_body, p_folded, p_reply, p_media, p_uploads, p_hash,
      p_kind, p_mentions, p_mentions_all, p_extras) with ordinality
      t (chat_id, user_id, id, body, folded, reply_to, media, uploads, hash, kind, mentions, mentions_all, extras, ord)),

  -- Who the sender is in the chat, whether a message with this id is stored, what is replied to, why the send is refused.
  checked as (
    select i.*, p.id participant_id,
      m.seq stored_seq, m.content_hash stored_hash, m.participant_id stored_participant,
      r.seq reply_seq, r.kind reply_kind, r.body reply_body, r.media reply_media, r.participant_id reply_participant,
      case
        -- A reply needs a message that this sender can still see.
        when i.reply_to is not null and (
          r.seq is null or r.deleted_at is not null or r.seq <= p.hidden_seq or coalesce(r.expires_at <= now(), false)
        ) then 'reply_not_found'
        -- In a direct chat, one of the two blocked the other.
        when p.blocked then 'blocked'
        -- Only the owner and admins mention everybody. In a thread, the role in the parent chat counts.
        when i.mentions_all and coalesce((
          select parent.role from chats thread
          join participants parent
            on parent.chat_id = thread.parent_id and parent.user_id = p.user_id and parent.left_rev is null
          where thread.id = p.chat_id), p.role) = 'member' then 'not_admin'
        -- Everybody who is mentioned must be in the chat.
        when cardinality(i.mentions) > 0 and exists (
          select from unnest(i.mentions) wanted (id) left join lateral (
            select * from participants s where s.chat_id = any (array[i.chat_id]) and s.id = any (array[wanted.id])
            order by s.id limit 1
          ) q on q.left_rev is null where q.id is null
        ) then 'mention_not_found'
      end refusal
    from input i
    left join lateral (
      select * from participants s where s.chat_id = any (array[i.chat_id]) and s.user_id >= i.user_id
      order by s.chat_id, s.user_id limit 1
    ) p on p.chat_id = i.chat_id and p.user_id = i.user_id and p.left_rev is null
    left join lateral (
      select * from messages s where s.chat_id = any (array[i.chat_id]) and s.id >= i.id order by s.chat_id, s.id limit 1
    ) m on m.chat_id = i.chat_id and m.id = i.id
    left join lateral (
      select * from messages s where i.reply_to is not null and s.chat_id = any (array[i.chat_id]) and s.id >= i.reply_to
      order by s.chat_id, s.id limit 1
    ) r on r.chat_id = i.chat_id and r.id = i.reply_to),

  -- A batch may hold the same id several times. The first of these sends is stored, the others are compared with it.
  storable as (
    select c.*, row_number() over w copy,
      first_value(c.hash) over w first_hash, first_value(c.participant_id) over w first_participant
    from checked c where c.participant_id is not null and c.stored_seq is null and c.refusal is null
    window w as (partition by c.chat_id, c.id order by c.ord)),
  fresh as (
    select s.*,
      (row_number() over (partition by s.chat_id order by s.ord))::int place,
      (count(*) over (partition by s.chat_id))::int total
    from storable s where s.copy = 1),

  moved as (
    update chats set last_seq = last_seq + w.total, last_rev = last_rev + w.total, updated_at = now()
    from (select distinct f.chat_id, f.total from fresh f) w where chats.id = w.chat_id
    returning chats.id, last_seq - w.total seq_before, last_rev - w.total rev_before, last_rev,
      now() + message_lifetime * interval '1 second' expires_at),
  journalled as ( -- A node that misses the hint learns of the batch from this row.
    insert into moves (chat_ids, revs) select array_agg(v.id), array_agg(v.last_rev) from moved v having count(*) > 0),
  numbered as (
    select f.*, v.seq_before + f.place seq, v.rev_before + f.place rev, v.expires_at
    from fresh f join moved v on v.id = f.chat_id),
  stored as (
    insert into messages (chat_id, id, seq, sent_rev, kind, participant_id, body, folded, reply_to, media, content_hash,
      mentions, mentions_all, extras, expires_at)
    select n.chat_id, n.id, n.seq, n.rev, n.kind, n.participant_id, n.body, n.folded, n.reply_to, n.media, n.hash,
      n.mentions, n.mentions_all, n.extras, n.expires_at
    from numbered n),
  attached as (
    insert into attachments (chat_id, message_id, media_id)
    select f.chat_id, f.id, u.id from fresh f cross join unnest(f.uploads::uuid[]) u (id)),
  marked as ( -- The sender has read and received everything up to the own message.
    update participants set
      last_read_seq = greatest(last_read_seq, w.seq), last_read_rev = greatest(last_read_rev, w.rev),
      last_delivered_seq = greatest(last_delivered_seq, w.seq), marked_unread = false
    from (select n.chat_id, n.user_id, max(n.seq) seq, max(n.rev) rev from numbered n group by 1, 2) w
    where participants.chat_id = w.chat_id and participants.user_id = w.user_id)

  select c.ord,
    case when c.participant_id is null then 'not_found'
         when c.stored_seq is not null then
           case when c.stored_participant = c.participant_id and c.stored_hash = c.hash then 'replayed' else 'conflict' end
         when c.refusal is not null then c.refusal
         when n.seq is not null then 'created'
         when s.first_participant = s.participant_id and s.first_hash = s.hash then 'replayed' else 'conflict' end,
    c.id, c.chat_id, n.seq, n.rev, n.kind, n.body, n.media, now(),
    c.participant_id, c.user_id, sender.name, sender.avatar, n.reply_to,
    n.mentions, n.mentions_all, n.extras, n.expires_at,
    c.reply_seq, c.reply_kind, c.reply_body, c.reply_media, replied.id, replied.name, replied.avatar
  from checked c
  left join storable s on s.ord = c.ord
  left join numbered n on n.ord = c.ord
  left join lateral (select u.name, u.avatar from users u where u.id = c.user_id limit 1) sender on true
  left join lateral (
    select u.id, u.name, u.avatar from (
      select s.user_id from participants s where s.chat_id = any (array[c.chat_id]) and s.id = any (array[c.reply_participant])
      order by s.id limit 1
    ) p cross join lateral (select * from users u where u.id = p.user_id limit 1) u
  ) replied on true
  order by c.ord;
end $$;

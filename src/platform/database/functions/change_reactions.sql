-- Changes a batch of reactions in one round trip and one transaction: checks each change, numbers and stores the effective
-- ones in the order given, and answers each of them. `src/messages/reactions/change-reactions.ts` calls it.
-- A batch holds one change at most for each participant, message and emoji.
--
-- Locks, numbers and plan are as in `append_sends.sql`, which gives the reasons.
create or replace function change_reactions(
  p_chat uuid[], p_user uuid[], p_message uuid[], p_emoji text[], p_add boolean[], p_most int
) returns table (
  ord int, outcome text, chat_id uuid, message_id uuid, participant_id uuid, emoji text, rev int, count int
) language plpgsql
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
as $$
#variable_conflict use_column
begin
  perform 1 from (select distinct t.id from unnest(p_chat) t (id) order by t.id) w
    cross join lateral (select c.id from chats c where c.id = w.id for no key update) locked;

  return query
  with input as (
    select t.chat_id, t.user_id, t.message_id, t.emoji, t.wanted, t.ord::int ord
    from unnest(p_chat, p_user, p_message, p_emoji, p_add) with ordinality
      t (chat_id, user_id, message_id, emoji, wanted, ord)),

  -- Who reacts, to which message, whether they can still see it, and whether they gave this emoji already.
  known as (
    select i.*, p.id participant_id, p.blocked, m.seq message_seq,
      m.deleted_at is not null or m.seq <= p.hidden_seq or coalesce(m.expires_at <= now(), false) gone, h.rev held_rev
    from input i
    left join lateral (
      select * from participants s where s.chat_id = any (array[i.chat_id]) and s.user_id >= i.user_id
      order by s.chat_id, s.user_id limit 1
    ) p on p.chat_id = i.chat_id and p.user_id = i.user_id and p.left_rev is null
    left join lateral (
      select * from messages s where s.chat_id = any (array[i.chat_id]) and s.id >= i.message_id order by s.chat_id, s.id limit 1
    ) m on m.chat_id = i.chat_id and m.id = i.message_id
    left join lateral (
      select * from reactions s
      where s.chat_id = i.chat_id and s.message_id = i.message_id and s.emoji = i.emoji and s.participant_id = p.id limit 1
    ) h on true),

  -- One message carries `p_most` different emojis at most. An emoji that nobody gave before this batch adds one: `place`
  -- counts those of the batch.
  emojis as (
    select w.*, sum((w.people = 0)::int) over (partition by w.chat_id, w.message_id order by w.emoji) place
    from (
      select d.chat_id, d.message_id, d.emoji, (
        select count(*) from reactions s
        where s.chat_id = d.chat_id and s.message_id = d.message_id and s.emoji = d.emoji)::int people
      from (select distinct k.chat_id, k.message_id, k.emoji from known k) d) w),
  kinds as (
    select d.chat_id, d.message_id, (
      select count(distinct s.emoji) from reactions s
      where s.chat_id = d.chat_id and s.message_id = d.message_id)::int total
    from (select distinct k.chat_id, k.message_id from known k) d),
  checked as (
    select k.*, e.people, k.wanted and e.people = 0 and q.total + e.place > p_most too_many
    from known k
    join emojis e on (e.chat_id, e.message_id, e.emoji) = (k.chat_id, k.message_id, k.emoji)
    join kinds q on (q.chat_id, q.message_id) = (k.chat_id, k.message_id)),

  -- The changes that have an effect, and how many people give the emoji after each. In a direct chat where one of the two
  -- blocked the other, emojis can only be taken back.
  fresh as (
    select c.*,
      (row_number() over (partition by c.chat_id order by c.ord))::int place,
      (count(*) over (partition by c.chat_id))::int total,
      c.people + (sum(case when c.wanted then 1 else -1 end)
        over (partition by c.chat_id, c.message_id, c.emoji order by c.ord))::int people_then
    from checked c
    where c.participant_id is not null and c.message_seq is not null and not c.gone and not (c.wanted and c.blocked)
      and not c.too_many and (c.held_rev is null) = c.wanted),

  moved as (
    update chats set last_rev = last_rev + w.total
    from (select distinct f.chat_id, f.total from fresh f) w where chats.id = w.chat_id
    returning chats.id, last_rev - w.total rev_before, last_rev),
  journalled as (
    insert into moves (chat_ids, revs) select array_agg(v.id), array_agg(v.last_rev) from moved v having count(*) > 0),
  numbered as (select f.*, v.rev_before + f.place rev from fresh f join moved v on v.id = f.chat_id),
  added as (
    insert into reactions (chat_id, message_id, participant_id, emoji, rev)
    select n.chat_id, n.message_id, n.participant_id, n.emoji, n.rev from numbered n where n.wanted),
  removed as (
    delete from reactions d using numbered n
    where not n.wanted and d.chat_id = n.chat_id and d.message_id = n.message_id and d.emoji = n.emoji
      and d.participant_id = n.participant_id),
  logged as (
    insert into changes (chat_id, rev, kind, subject_id, actor_id, emoji)
    select n.chat_id, n.rev, case when n.wanted then 'reaction.added' else 'reaction.removed' end,
      n.message_id, n.participant_id, n.emoji
    from numbered n),
  touched as (
    update messages set changed_rev = w.rev
    from (select n.chat_id, n.message_id, max(n.rev) rev from numbered n group by 1, 2) w
    where messages.chat_id = w.chat_id and messages.id = w.message_id)

  select c.ord,
    case when c.participant_id is null then 'not_found'
         when c.message_seq is null then 'message_not_found'
         when c.gone then 'deleted'
         when c.wanted and c.blocked then 'blocked'
         when c.too_many then 'too_many'
         when n.rev is null then 'unchanged' when c.wanted then 'added' else 'removed' end,
    c.chat_id, c.message_id, c.participant_id, c.emoji, n.rev, n.people_then
  from checked c left join numbered n on n.ord = c.ord
  order by c.ord;
end $$;

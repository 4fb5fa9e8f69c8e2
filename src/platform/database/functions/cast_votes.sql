-- Casts a batch of votes in one round trip and one transaction: checks each vote, stores those that change something, and answers
-- each of them. `src/messages/polls/votes.ts` calls it. A batch holds one vote at most for each participant and poll.
--
-- Numbers: all votes of a batch in one poll are one change of its message, with one `rev`. So a crowd that votes at once does
-- not make one push for each vote. Each vote has its own number (`mine`) among the private changes of its participant.
--
-- Locks and plan are as in `append_sends.sql`, which gives the reasons. `= any (array[…])` leads to one partition where the
-- tables are partitioned by chat, and, unlike `=`, does not make the order by its column superfluous.
create or replace function cast_votes(p_chat uuid[], p_user uuid[], p_message uuid[], p_options text[])
returns table (ord int, outcome text, chat_id uuid, message_id uuid, participant_id uuid, rev int, mine int)
language plpgsql
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
as $$
#variable_conflict use_column
begin
  perform 1 from (select distinct t.id from unnest(p_chat) t (id) order by t.id) w
    cross join lateral (select c.id from chats c where c.id = w.id for no key update) locked;

  return query
  with input as (
    select t.chat_id, t.user_id, t.message_id, t.options::uuid[] options, t.ord::int ord
    from unnest(p_chat, p_user, p_message, p_options) with ordinality t (chat_id, user_id, message_id, options, ord)),

  -- Who votes, in which message, whether they can still see it, and what they chose before.
  known as (
    select i.*, p.id participant_id, p.blocked, m.seq message_seq, m.kind, m.extras->'poll' poll,
      m.deleted_at is not null or m.seq <= p.hidden_seq or coalesce(m.expires_at <= now(), false) or h.message_id is not null gone,
      array(
        select v.option from votes v
        where v.chat_id = i.chat_id and v.message_id = i.message_id and v.participant_id = p.id) chosen
    from input i
    left join lateral (
      select * from participants s where s.chat_id = any (array[i.chat_id]) and s.user_id >= i.user_id
      order by s.chat_id, s.user_id limit 1
    ) p on p.chat_id = i.chat_id and p.user_id = i.user_id and p.left_rev is null
    left join lateral (
      select * from messages s where s.chat_id = any (array[i.chat_id]) and s.id >= i.message_id order by s.chat_id, s.id limit 1
    ) m on m.chat_id = i.chat_id and m.id = i.message_id
    left join lateral (
      select s.message_id from hidden_messages s
      where s.chat_id = i.chat_id and s.participant_id = p.id and s.message_id = i.message_id limit 1
    ) h on true),
  checked as (
    select k.*,
      case when k.participant_id is null then 'not_found'
           when k.message_seq is null then 'message_not_found'
           when k.gone then 'deleted'
           when k.blocked then 'blocked'
           when k.kind <> 'poll' then 'poll_not_found'
           when coalesce((k.poll->>'closed')::boolean, false)
             or coalesce((k.poll->>'closesAt')::timestamptz <= clock_timestamp(), false) then 'poll_closed'
           when exists (
             select from unnest(k.options) wanted (id)
             where wanted.id not in (select (o->>'id')::uuid from jsonb_array_elements(k.poll->'options') o)
           ) then 'option_not_found'
           when cardinality(k.options) > 1 and not (k.poll->>'multiple')::boolean then 'too_many'
           when k.options <@ k.chosen and k.chosen <@ k.options then 'unchanged'
           else 'cast' end outcome
    from known k),
  fresh as (
    select c.*, (row_number() over (partition by c.participant_id order by c.ord))::int place,
      (count(*) over (partition by c.participant_id))::int total
    from checked c where c.outcome = 'cast'),

  changed as (
    select f.chat_id, f.message_id, (row_number() over (partition by f.chat_id order by min(f.ord)))::int place,
      (count(*) over (partition by f.chat_id))::int total
    from fresh f group by f.chat_id, f.message_id),
  moved as (
    update chats set last_rev = last_rev + w.total
    from (select distinct h.chat_id, h.total from changed h) w where chats.id = w.chat_id
    returning chats.id, last_rev - w.total rev_before, last_rev),
  journalled as (
    insert into moves (chat_ids, revs) select array_agg(v.id), array_agg(v.last_rev) from moved v having count(*) > 0),
  numbered as (
    select h.chat_id, h.message_id, v.rev_before + h.place rev from changed h join moved v on v.id = h.chat_id),
  withdrawn as (
    delete from votes d using fresh f
    where d.chat_id = f.chat_id and d.message_id = f.message_id and d.participant_id = f.participant_id
      and d.option <> all (f.options)),
  given as (
    insert into votes (chat_id, message_id, participant_id, option)
    select distinct f.chat_id, f.message_id, f.participant_id, o.id
    from fresh f cross join unnest(f.options) o (id) where o.id <> all (f.chosen)),
  logged as (
    insert into changes (chat_id, rev, kind, subject_id)
    select n.chat_id, n.rev, 'message.updated', n.message_id from numbered n),
  touched as (
    update messages set changed_rev = n.rev from numbered n
    where messages.chat_id = n.chat_id and messages.id = n.message_id),
  counted as (
    update participants set version = version + w.total
    from (select distinct f.chat_id, f.participant_id, f.total from fresh f) w
    where participants.chat_id = w.chat_id and participants.id = w.participant_id
    returning participants.id, version - w.total before)

  select c.ord, c.outcome, c.chat_id, c.message_id, c.participant_id, n.rev, u.before + f.place
  from checked c
  left join fresh f on f.ord = c.ord
  left join numbered n on n.chat_id = f.chat_id and n.message_id = f.message_id
  left join counted u on u.id = f.participant_id
  order by c.ord;
end $$;

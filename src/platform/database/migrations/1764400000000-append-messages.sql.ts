/**
 * As of the migrations before, and with it what a message may have besides: mentions, an origin, things attached, an end.
 * Who is mentioned must be in the chat; all are mentioned by its owner and admins only; in a direct chat one may have
 * blocked the other. For its plan see the first of them.
 */
export const APPEND_MESSAGES = `
create function append_messages(
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
  -- ascending order and NO KEY: no deadlock with another writer, no wait for foreign-key checks
  perform 1 from chats c where c.id = any (p_chat) order by c.id for no key update;
  return query
  with input as (
    select t.c, t.u, t.m, t.b, t.f, t.r, t.md, t.up, t.h, t.k, t.mn::uuid[] mn, t.ma, t.ex, t.o::int o
    from unnest(p_chat, p_user, p_id, p_body, p_folded, p_reply, p_media, p_uploads, p_hash,
      p_kind, p_mentions, p_mentions_all, p_extras) with ordinality t (c, u, m, b, f, r, md, up, h, k, mn, ma, ex, o)),
  known as ( -- who may send, which ids are stored already, what is replied to
    select i.*, p.id pid, x.seq xseq, x.content_hash xhash, x.participant_id xpid,
      r.seq rseq, r.kind rkind, r.body rbody, r.media rmedia, r.participant_id rpid,
      case
        when i.r is not null and (r.seq is null or r.deleted_at is not null) then 'reply_not_found'
        when p.blocked then 'blocked'
        when i.ma and p.role = 'member' then 'not_admin'
        when cardinality(i.mn) > 0 and exists (
          select from unnest(i.mn) x (id) left join lateral (
            select * from participants s where s.id >= x.id order by s.id limit 1
          ) q on q.id = x.id and q.chat_id = i.c and q.left_rev is null where q.id is null) then 'mention_not_found'
      end refusal
    from input i
    left join lateral (
      select * from participants s where (s.chat_id, s.user_id) >= (i.c, i.u) order by s.chat_id, s.user_id limit 1
    ) p on p.chat_id = i.c and p.user_id = i.u and p.left_rev is null
    left join lateral (
      select * from messages s where (s.chat_id, s.id) >= (i.c, i.m) order by s.chat_id, s.id limit 1
    ) x on x.chat_id = i.c and x.id = i.m
    left join lateral (
      select * from messages s where i.r is not null and (s.chat_id, s.id) >= (i.c, i.r) order by s.chat_id, s.id limit 1
    ) r on r.chat_id = i.c and r.id = i.r),
  copies as ( -- the first copy of an id within the batch counts; only one that may be stored can be first
    select k.*, row_number() over w copy, first_value(k.h) over w fhash, first_value(k.pid) over w fpid
    from known k where k.pid is not null and k.xseq is null and k.refusal is null
    window w as (partition by k.c, k.m order by k.o)),
  fresh as (
    select d.*, (row_number() over (partition by d.c order by d.o))::int rn, (count(*) over (partition by d.c))::int n
    from copies d where d.copy = 1),
  moved as (
    update chats set last_seq = last_seq + w.n, last_rev = last_rev + w.n, updated_at = now()
    from (select distinct f.c, f.n from fresh f) w where chats.id = w.c
    returning chats.id, last_seq - w.n seq0, last_rev - w.n rev0, last_rev, now() + message_lifetime * interval '1 second' expires),
  journalled as ( -- so that a node that misses the hint learns of it all the same
    insert into moves (chat_ids, revs) select array_agg(v.id), array_agg(v.last_rev) from moved v having count(*) > 0),
  numbered as (
    select f.*, v.seq0 + f.rn seq, v.rev0 + f.rn rev, v.expires
    from fresh f join moved v on v.id = f.c),
  stored as (
    insert into messages (chat_id, id, seq, sent_rev, kind, participant_id, body, folded, reply_to, media, content_hash,
      mentions, mentions_all, extras, expires_at)
    select n.c, n.m, n.seq, n.rev, n.k, n.pid, n.b, n.f, n.r, n.md, n.h, n.mn, n.ma, n.ex, n.expires from numbered n),
  attached as (
    insert into attachments (chat_id, message_id, media_id)
    select f.c, f.m, u.id from fresh f cross join unnest(f.up::uuid[]) u (id)),
  marked as ( -- who sends has read what came before
    update participants set
      last_read_seq = greatest(last_read_seq, w.seq), last_delivered_seq = greatest(last_delivered_seq, w.seq), marked_unread = false
    from (select n.pid, max(n.seq) seq from numbered n group by 1) w where participants.id = w.pid)
  select k.o,
    case when k.pid is null then 'not_found'
         when k.xseq is not null then case when k.xpid = k.pid and k.xhash = k.h then 'replayed' else 'conflict' end
         when k.refusal is not null then k.refusal
         when n.seq is not null then 'created'
         when d.fpid = d.pid and d.fhash = d.h then 'replayed' else 'conflict' end,
    k.m, k.c, n.seq, n.rev, n.k, n.b, n.md, now(),
    k.pid, k.u, su.name, su.avatar, n.r, n.mn, n.ma, n.ex, n.expires,
    k.rseq, k.rkind, k.rbody, k.rmedia, ru.id, ru.name, ru.avatar
  from known k
  left join copies d on d.o = k.o
  left join numbered n on n.o = k.o
  left join lateral (select u.name, u.avatar from users u where u.id = k.u limit 1) su on true
  left join lateral (
    select u.id, u.name, u.avatar from participants p join users u on u.id = p.user_id where p.id = k.rpid limit 1) ru on true
  order by k.o;
end $$;
`;

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reactions: what they are, and how many are changed at once. */
export class Reactions1764300000000 implements MigrationInterface {
  name = 'Reactions1764300000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLES);
    await queryRunner.query(CHANGE_REACTIONS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop function change_reactions;
      drop table reactions;
      delete from changes where kind like 'reaction.%'; -- their numbers are lost: clients load such chats anew
      alter table changes drop column emoji, drop column actor_id;`);
  }
}

const TABLES = `
create table reactions (
  chat_id uuid not null,
  message_id uuid not null,
  participant_id uuid not null constraint reactions_participant_id_fkey references participants on delete cascade,
  emoji text collate "C" not null,
  rev integer not null,
  constraint reactions_pkey primary key (chat_id, message_id, emoji, participant_id),
  constraint reactions_message_fkey foreign key (chat_id, message_id) references messages (chat_id, id) on delete cascade
);
-- Who did it and with what, where the subject alone does not say it.
alter table changes add column actor_id uuid, add column emoji text;
`;

/** Many changes of reactions in, numbered and stored in the order given, one answer each: as append_messages does with sends. */
const CHANGE_REACTIONS = `
create function change_reactions(p_chat uuid[], p_user uuid[], p_message uuid[], p_emoji text[], p_add boolean[], p_most int)
returns table (ord int, outcome text, chat_id uuid, message_id uuid, participant_id uuid, emoji text, rev int, count int)
language plpgsql
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
as $$
#variable_conflict use_column
begin
  perform 1 from chats c where c.id = any (p_chat) order by c.id for no key update;
  return query
  with input as (
    select t.c, t.u, t.m, t.e, t.a, t.o::int o
    from unnest(p_chat, p_user, p_message, p_emoji, p_add) with ordinality t (c, u, m, e, a, o)),
  known as (
    select i.*, p.id pid, x.seq xseq, x.deleted_at is not null gone, h.rev held
    from input i
    left join lateral (
      select * from participants s where (s.chat_id, s.user_id) >= (i.c, i.u) order by s.chat_id, s.user_id limit 1
    ) p on p.chat_id = i.c and p.user_id = i.u and p.left_rev is null
    left join lateral (
      select * from messages s where (s.chat_id, s.id) >= (i.c, i.m) order by s.chat_id, s.id limit 1
    ) x on x.chat_id = i.c and x.id = i.m
    left join lateral (
      select * from reactions s where s.chat_id = i.c and s.message_id = i.m and s.emoji = i.e and s.participant_id = p.id limit 1
    ) h on true),
  emojis as ( -- how many people gave each before this batch, and the how manieth new one it is in it
    select w.*, sum((w.n = 0)::int) over (partition by w.c, w.m order by w.e) place
    from (
      select d.c, d.m, d.e, (select count(*) from reactions s where s.chat_id = d.c and s.message_id = d.m and s.emoji = d.e)::int n
      from (select distinct k.c, k.m, k.e from known k) d) w),
  kinds as (
    select d.c, d.m, (select count(distinct s.emoji) from reactions s where s.chat_id = d.c and s.message_id = d.m)::int n
    from (select distinct k.c, k.m from known k) d),
  checked as (
    select k.*, g.n people, k.a and g.n = 0 and q.n + g.place > p_most too_many
    from known k
    join emojis g on (g.c, g.m, g.e) = (k.c, k.m, k.e)
    join kinds q on (q.c, q.m) = (k.c, k.m)),
  fresh as (
    select k.*, (row_number() over (partition by k.c order by k.o))::int rn, (count(*) over (partition by k.c))::int n,
      k.people + (sum(case when k.a then 1 else -1 end) over (partition by k.c, k.m, k.e order by k.o))::int people_then
    from checked k
    where k.pid is not null and k.xseq is not null and not k.gone and not k.too_many and (k.held is null) = k.a),
  moved as (
    update chats set last_rev = last_rev + w.n from (select distinct f.c, f.n from fresh f) w where chats.id = w.c
    returning chats.id, last_rev - w.n rev0, last_rev),
  journalled as (
    insert into moves (chat_ids, revs) select array_agg(v.id), array_agg(v.last_rev) from moved v having count(*) > 0),
  numbered as (select f.*, v.rev0 + f.rn rev from fresh f join moved v on v.id = f.c),
  added as (
    insert into reactions (chat_id, message_id, participant_id, emoji, rev)
    select n.c, n.m, n.pid, n.e, n.rev from numbered n where n.a),
  removed as (
    delete from reactions d using numbered n
    where not n.a and d.chat_id = n.c and d.message_id = n.m and d.emoji = n.e and d.participant_id = n.pid),
  noted as (
    insert into changes (chat_id, rev, kind, subject_id, actor_id, emoji)
    select n.c, n.rev, case when n.a then 'reaction.added' else 'reaction.removed' end, n.m, n.pid, n.e from numbered n),
  touched as (
    update messages set changed_rev = w.rev
    from (select n.c, n.m, max(n.rev) rev from numbered n group by 1, 2) w where messages.chat_id = w.c and messages.id = w.m)
  select k.o,
    case when k.pid is null then 'not_found'
         when k.xseq is null then 'message_not_found'
         when k.gone then 'deleted'
         when k.too_many then 'too_many'
         when n.rev is null then 'unchanged' when k.a then 'added' else 'removed' end,
    k.c, k.m, k.pid, k.e, n.rev, n.people_then
  from checked k left join numbered n on n.o = k.o
  order by k.o;
end $$;
`;

import type { Person } from './person.js';
import { server } from './server.js';

const CHATS = 15_000;

/**
 * Fills the tables with chats, so that the planner does not take them for tiny: 15,000 groups of three, with two messages and a reaction each.
 * These people are in every 300th of them. Foreign keys are not checked meanwhile, because that takes most of the time.
 */
export async function fillChats(people: Person[]): Promise<void> {
  const ids = people.map(({ id }) => `'${id}'`).join(', ');
  await server().sql(`
    begin;
    set local session_replication_role = replica;
    set local statement_timeout = 0;
    insert into users (id, email, password_hash, name, folded_name)
    select gen_random_uuid(), 'crowd' || n || '@example.com', 'x', 'crowd', 'crowd' from generate_series(1, 200) n;
    create temporary table filled on commit drop as select gen_random_uuid() id, n from generate_series(1, ${CHATS}) n;
    insert into chats (id, type, created_by, content_hash, last_seq, last_rev)
    select id, 'group', gen_random_uuid(), '', 2, 3 from filled;
    insert into participants (id, chat_id, user_id)
    select gen_random_uuid(), f.id, u.id from filled f
    join (select id, row_number() over () n from users where id not in (${ids})) u
      on u.n in (f.n % 200 + 1, f.n / 10 % 200 + 1, f.n * 7 % 200 + 1)
    union all select gen_random_uuid(), f.id, p from filled f cross join unnest(array[${ids}]::uuid[]) p where f.n % 300 = 0;
    insert into messages (chat_id, id, seq, sent_rev, kind, participant_id, body, content_hash)
    select m.chat_id, gen_random_uuid(), n, n, 'text', m.id, 'message ' || n, ''
    from (select chat_id, (array_agg(id))[1] id from participants where chat_id in (select id from filled) group by chat_id) m,
      generate_series(1, 2) n;
    insert into reactions (chat_id, message_id, participant_id, emoji, rev)
    select chat_id, id, participant_id, '👍', 3 from messages where seq = 1 and body = 'message 1';
    commit;`);
  await server().sql('analyze');
}

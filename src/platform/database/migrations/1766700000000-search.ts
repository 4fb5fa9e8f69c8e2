import type { MigrationInterface, QueryRunner } from 'typeorm';

import { fold } from '../../text/fold.js';

/** Signatures of blocks of messages, for search; and all texts folded again, as `FOLD_VERSION` 2 does it. */
export class Search1766700000000 implements MigrationInterface {
  name = 'Search1766700000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLE);
    await foldMessages(queryRunner);
    await foldNames(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table search_blocks');
  }
}

// PLAIN: a signature hardly compresses, and PostgreSQL tests single bits of it.
const TABLE = `
create table search_blocks (
  chat_id uuid not null constraint search_blocks_chat_id_fkey references chats on delete cascade,
  block integer not null,
  version integer not null default 0,
  covered smallint not null default 0,
  edits integer not null default 0,
  oldest double precision[], -- microseconds since 1970
  newest double precision[],
  signature bytea,
  constraint search_blocks_pkey primary key (chat_id, block)
);
alter table search_blocks alter column signature set storage plain;
-- What an edit left without a signature.
create index search_blocks_unsigned_idx on search_blocks (chat_id, block) where signature is null;
`;

const AT_ONCE = 2_000;
const BEGINNING = '00000000-0000-0000-0000-000000000000';

/** `texts` are the names of media, locations and contacts, and the options of a poll. */
const SOME_MESSAGES = `
  select chat_id, id, body, folded, array(
    select t from (
      select x->>'name' t, 1 part, n from jsonb_array_elements(coalesce(media, '[]')) with ordinality e (x, n) union all
      select x->>'name', 2, n from jsonb_array_elements(coalesce(extras->'attachments', '[]')) with ordinality e (x, n) union all
      select x->>'text', 3, n from jsonb_array_elements(coalesce(extras->'poll'->'options', '[]')) with ordinality e (x, n)) t
    where t <> '' order by part, n) texts
  from messages where (chat_id, id) > ($1, $2) order by chat_id, id limit ${AT_ONCE}`;

const FOLD_THESE = `
  update messages m set folded = n.folded from unnest($1::uuid[], $2::uuid[], $3::text[]) n (chat_id, id, folded)
  where m.chat_id = n.chat_id and m.id = n.id`;

interface Row {
  chat_id: string;
  id: string;
  body: string;
  folded: string | null;
  texts: string[];
}

async function foldMessages(runner: QueryRunner): Promise<void> {
  let last = { chat_id: BEGINNING, id: BEGINNING };
  for (;;) {
    const found = (await runner.query(SOME_MESSAGES, [last.chat_id, last.id])) as Row[];
    const changed = found.map((row) => ({ ...row, now: foldedOf(row) })).filter(({ folded, now }) => folded !== now);
    const values = [changed.map((row) => row.chat_id), changed.map((row) => row.id), changed.map((row) => row.now)];
    if (changed.length > 0) await runner.query(FOLD_THESE, values);
    const end = found.at(-1);
    if (!end || found.length < AT_ONCE) return;
    last = end;
  }
}

function foldedOf({ body, texts }: Row): string | null {
  const folded = [body, ...texts]
    .filter((text) => text !== '')
    .map(fold)
    .join('\n');
  return folded === body ? null : folded;
}

const SOME_PEOPLE = `select id, name, folded_name from users where id > $1 order by id limit ${AT_ONCE}`;

async function foldNames(runner: QueryRunner): Promise<void> {
  let last = BEGINNING;
  for (;;) {
    const found = (await runner.query(SOME_PEOPLE, [last])) as { id: string; name: string; folded_name: string }[];
    for (const { id, name, folded_name } of found) {
      if (fold(name) === folded_name) continue;
      await runner.query('update users set folded_name = $2 where id = $1', [id, fold(name)]);
    }
    const end = found.at(-1);
    if (!end || found.length < AT_ONCE) return;
    last = end.id;
  }
}

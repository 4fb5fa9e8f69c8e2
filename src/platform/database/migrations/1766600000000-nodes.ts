import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The journal, the answers to requests with an Idempotency-Key, and the epoch. */
export class Nodes1766600000000 implements MigrationInterface {
  name = 'Nodes1766600000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table epoch, kept_answers, moves');
  }
}

const TABLES = `
-- The journal: one row for each transaction that others must learn of; kept for ten minutes.
create table moves (
  xid xid8 not null default pg_current_xact_id(),
  moved_at timestamptz not null default now(),
  chat_ids uuid[] not null default '{}',
  revs integer[] not null default '{}',
  user_ids uuid[] not null default '{}',
  session_ids uuid[] not null default '{}'
);
create index moves_xid_idx on moves (xid);

-- Answers to writes that carried an Idempotency-Key; kept for a day.
create table kept_answers (
  user_id uuid not null constraint kept_answers_user_id_fkey references users on delete cascade,
  key text not null,
  request_hash bytea not null,
  answer json, -- json keeps its text exactly
  created_at timestamptz not null default now(),
  constraint kept_answers_pkey primary key (user_id, key)
);
create index kept_answers_created_at_idx on kept_answers (created_at);

-- Another id means another history: clients that know the one before have to load everything again.
create table epoch (
  single boolean not null default true constraint epoch_pkey primary key constraint epoch_single_check check (single),
  id uuid not null default gen_random_uuid()
);
insert into epoch default values;
`;

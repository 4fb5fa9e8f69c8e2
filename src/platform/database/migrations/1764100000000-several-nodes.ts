import type { MigrationInterface, QueryRunner } from 'typeorm';

import { APPEND_MESSAGES as APPEND_MESSAGES_BEFORE } from './1764000000000-append-messages.sql.js';
import { APPEND_MESSAGES } from './1764100000000-append-messages.sql.js';

/** What several nodes, clients that come and go, and safe retries need: numbered changes, a journal, versions, kept answers. */
export class SeveralNodes1764100000000 implements MigrationInterface {
  name = 'SeveralNodes1764100000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
    await queryRunner.query(APPEND_MESSAGES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(APPEND_MESSAGES_BEFORE);
    await queryRunner.query(DOWN);
  }
}

const UP = `
-- Each numbered change of a chat that is not a send. Sends by seq and these by rev are together dense and complete.
create table changes (
  chat_id uuid not null,
  rev integer not null,
  kind text not null,
  subject_id uuid not null,
  created_at timestamptz not null default now(),
  constraint changes_pkey primary key (chat_id, rev)
);

-- The journal: one row for each committed batch, membership or session change; kept for ten minutes.
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
  answer json, -- as it was written, to the letter
  created_at timestamptz not null default now(),
  constraint kept_answers_pkey primary key (user_id, key)
);
create index kept_answers_created_at_idx on kept_answers (created_at);

-- Another id means another history: clients that know the one before have to load everything anew.
create table epoch (
  single boolean not null default true constraint epoch_pkey primary key constraint epoch_single_check check (single),
  id uuid not null default gen_random_uuid()
);
insert into epoch default values;

alter table participants
  add column last_delivered_seq integer not null default 0,
  add column version integer not null default 0,
  add column joined_rev integer not null default 0;
update participants set last_delivered_seq = last_read_seq;
alter table users add column version integer not null default 0;
alter table sessions add column device text;
`;

const DOWN = `
alter table sessions drop column device;
alter table users drop column version;
alter table participants drop column joined_rev, drop column version, drop column last_delivered_seq;
drop table epoch, kept_answers, moves, changes;
`;

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a star was set, who has blocked whom, and what was reported to the operators. */
export class PrivateAndSafe1764700000000 implements MigrationInterface {
  name = 'PrivateAndSafe1764700000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}

const UP = `
alter table stars add column starred_at timestamptz not null default now();

create table blocks (
  blocker_id uuid not null constraint blocks_blocker_id_fkey references users on delete cascade,
  blocked_id uuid not null constraint blocks_blocked_id_fkey references users on delete cascade,
  blocked_at timestamptz not null default now(),
  constraint blocks_pkey primary key (blocker_id, blocked_id)
);
create index blocks_blocked_id_idx on blocks (blocked_id, blocker_id);

-- What it is about is copied, and may be deleted: nothing here refers to it.
create table reports (
  id uuid not null constraint reports_pkey primary key,
  reporter_id uuid not null,
  chat_id uuid not null,
  message_id uuid not null,
  reason text not null,
  comment text,
  sender_id uuid not null,
  body text not null,
  media_urls text[] not null,
  said_at timestamptz not null,
  created_at timestamptz not null default now(),
  constraint reports_message_key unique (chat_id, message_id, reporter_id)
);
`;

const DOWN = `
drop table reports;
drop table blocks;
update participants set blocked = false where blocked;
alter table stars drop column starred_at;
`;

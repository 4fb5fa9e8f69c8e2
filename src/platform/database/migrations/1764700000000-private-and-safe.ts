import type { MigrationInterface, QueryRunner } from 'typeorm';

import { patchedFunction } from './patched-function.js';

/** When a star was set, who has blocked whom, and what was reported to the operators. */
export class PrivateAndSafe1764700000000 implements MigrationInterface {
  name = 'PrivateAndSafe1764700000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
    for (const [before, after] of BLOCKED_DO_NOT_REACT) {
      await queryRunner.query(patchedFunction('change_reactions', before, after));
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [before, after] of BLOCKED_DO_NOT_REACT) {
      await queryRunner.query(patchedFunction('change_reactions', after, before));
    }
    await queryRunner.query(DOWN);
  }
}

/** Who has blocked the other of a direct chat, or is blocked there, gives no emojis; they take theirs back as ever. */
const BLOCKED_DO_NOT_REACT = [
  ['p.id pid,', 'p.id pid, p.blocked,'],
  ['and not k.gone and', 'and not k.gone and not (k.a and k.blocked) and'],
  ["when k.gone then 'deleted'", "when k.gone then 'deleted' when k.a and k.blocked then 'blocked'"],
] as const;

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

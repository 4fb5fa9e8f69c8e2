import type { MigrationInterface, QueryRunner } from 'typeorm';

import { patchedFunction } from './patched-function.js';

/** Ways into a group: links and requests; an upload as its avatar; and what is hidden from those who came later. */
export class Groups1764600000000 implements MigrationInterface {
  name = 'Groups1764600000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
    for (const [name, before, after] of FUNCTIONS) await queryRunner.query(patchedFunction(name, before, after));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [name, before, after] of FUNCTIONS) await queryRunner.query(patchedFunction(name, after, before));
    await queryRunner.query(DOWN);
  }
}

/** What was said before somebody came, where the group hides that, they can answer and react to no more than what was deleted. */
const FUNCTIONS = [
  ['append_messages', 'r.deleted_at is not null)', 'r.deleted_at is not null or r.seq <= p.hidden_seq)'],
  ['change_reactions', 'x.deleted_at is not null gone', 'x.deleted_at is not null or x.seq <= p.hidden_seq gone'],
] as const;

const UP = `
alter table participants
  add column joined_version integer not null default 0, -- of the private state, when they came back
  add column removed boolean not null default false; -- by somebody else: no link brings them back

create table group_avatars (
  chat_id uuid constraint group_avatars_pkey primary key
    constraint group_avatars_chat_id_fkey references chats (id) on delete cascade,
  media_id uuid not null constraint group_avatars_media_id_fkey references media (id));
create index group_avatars_media_id_idx on group_avatars (media_id);

create table invite_links (
  id uuid constraint invite_links_pkey primary key,
  chat_id uuid not null constraint invite_links_chat_id_fkey references chats (id) on delete cascade,
  code text not null constraint invite_links_code_key unique,
  created_by uuid not null, -- a participant
  needs_approval boolean not null default false,
  uses integer not null default 0,
  max_uses integer,
  expires_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now());
create index invite_links_chat_id_idx on invite_links (chat_id);

create table join_requests (
  chat_id uuid not null constraint join_requests_chat_id_fkey references chats (id) on delete cascade,
  user_id uuid not null constraint join_requests_user_id_fkey references users (id) on delete cascade,
  requested_at timestamptz not null default now(),
  declined_at timestamptz,
  constraint join_requests_pkey primary key (chat_id, user_id));
create index join_requests_user_id_idx on join_requests (user_id);
`;

const DOWN = `
drop table join_requests, invite_links, group_avatars;
alter table participants drop column removed, drop column joined_version;
`;

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Avatars of groups, invite links, and requests to join. */
export class Groups1766400000000 implements MigrationInterface {
  name = 'Groups1766400000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table join_requests, invite_links, group_avatars');
  }
}

const TABLES = `
create table group_avatars (
  chat_id uuid constraint group_avatars_pkey primary key
    constraint group_avatars_chat_id_fkey references chats on delete cascade,
  media_id uuid not null constraint group_avatars_media_id_fkey references media
);
create index group_avatars_media_id_idx on group_avatars (media_id);

create table invite_links (
  id uuid constraint invite_links_pkey primary key,
  chat_id uuid not null constraint invite_links_chat_id_fkey references chats on delete cascade,
  code text not null constraint invite_links_code_key unique,
  created_by uuid not null, -- a participant
  needs_approval boolean not null default false,
  uses integer not null default 0,
  max_uses integer,
  expires_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now()
);
create index invite_links_chat_id_idx on invite_links (chat_id);

create table join_requests (
  chat_id uuid not null constraint join_requests_chat_id_fkey references chats on delete cascade,
  user_id uuid not null constraint join_requests_user_id_fkey references users on delete cascade,
  requested_at timestamptz not null default now(),
  declined_at timestamptz,
  constraint join_requests_pkey primary key (chat_id, user_id)
);
create index join_requests_user_id_idx on join_requests (user_id);
`;

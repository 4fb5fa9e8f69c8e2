import type { MigrationInterface, QueryRunner } from 'typeorm';

import { APPEND_MESSAGES } from './1764000000000-append-messages.sql.js';

export class First1764000000000 implements MigrationInterface {
  name = 'First1764000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLES);
    await queryRunner.query(APPEND_MESSAGES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop function append_messages');
    await queryRunner.query('drop table attachments, media, stars, messages, participants, chats, sessions, users');
  }
}

const TABLES = `
create table users (
  id uuid constraint users_pkey primary key,
  email text not null constraint users_email_key unique,
  password_hash text not null,
  name text not null,
  folded_name text not null,
  avatar text,
  plan text not null default 'free',
  status text not null default 'online',
  last_seen_at timestamptz,
  created_at timestamptz not null default now()
);

create table sessions (
  id uuid constraint sessions_pkey primary key,
  user_id uuid not null constraint sessions_user_id_fkey references users on delete cascade,
  expires_at timestamptz not null,
  created_at timestamptz not null default now()
);
create index sessions_user_id_idx on sessions (user_id);
create index sessions_expires_at_idx on sessions (expires_at);

create table chats (
  id uuid constraint chats_pkey primary key,
  type text not null,
  title text,
  pair text constraint chats_pair_key unique,
  created_by uuid not null,
  content_hash bytea not null,
  last_seq integer not null default 0,
  last_rev integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
) with (fillfactor = 70);

create table participants (
  id uuid constraint participants_pkey primary key,
  chat_id uuid not null constraint participants_chat_id_fkey references chats on delete cascade,
  user_id uuid not null constraint participants_user_id_fkey references users on delete cascade,
  role text not null default 'member',
  pinned boolean not null default false,
  archived boolean not null default false,
  last_read_seq integer not null default 0,
  left_rev integer,
  constraint participants_chat_id_user_id_key unique (chat_id, user_id)
) with (fillfactor = 70);
create index participants_user_id_idx on participants (user_id);

create table messages (
  chat_id uuid not null,
  id uuid not null,
  seq integer not null,
  sent_rev integer not null,
  kind text not null,
  participant_id uuid not null,
  body text not null,
  folded text,
  reply_to uuid,
  media jsonb,
  content_hash bytea not null,
  created_at timestamptz not null default now(),
  constraint messages_pkey primary key (chat_id, id),
  constraint messages_chat_id_seq_key unique (chat_id, seq)
);

create table stars (
  chat_id uuid not null,
  participant_id uuid not null constraint stars_participant_id_fkey references participants on delete cascade,
  message_id uuid not null,
  constraint stars_pkey primary key (chat_id, participant_id, message_id),
  constraint stars_message_fkey foreign key (chat_id, message_id) references messages (chat_id, id) on delete cascade
);

create table media (
  id uuid constraint media_pkey primary key,
  owner_id uuid not null constraint media_owner_id_fkey references users on delete cascade,
  kind text not null,
  name text,
  mime_type text not null,
  size bigint not null,
  sha256 bytea not null,
  created_at timestamptz not null default now()
);
create index media_created_at_idx on media (created_at);

create table attachments (
  chat_id uuid not null,
  message_id uuid not null,
  media_id uuid not null constraint attachments_media_id_fkey references media,
  constraint attachments_pkey primary key (chat_id, message_id, media_id),
  constraint attachments_message_fkey foreign key (chat_id, message_id) references messages (chat_id, id) on delete cascade
);
create index attachments_media_id_idx on attachments (media_id);
`;

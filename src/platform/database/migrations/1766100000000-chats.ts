import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Chats, participants, and the log of changes. */
export class Chats1766100000000 implements MigrationInterface {
  name = 'Chats1766100000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table changes, participants, chats');
  }
}

const TABLES = `
create table chats (
  id uuid constraint chats_pkey primary key,
  type text not null,
  title text,
  pair text constraint chats_pair_key unique, -- the two people of a direct chat
  created_by uuid not null,
  content_hash bytea not null,
  last_seq integer not null default 0,
  last_rev integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  avatar text,
  description text,
  message_lifetime integer, -- in seconds; null: messages do not disappear
  history_hidden boolean not null default false, -- people who join see only what is sent from then on
  parent_id uuid constraint chats_parent_id_fkey references chats on delete cascade, -- of a thread: the chat …
  root_id uuid, -- … and the message that it is about
  constraint chats_parent_id_root_id_key unique (parent_id, root_id)
) with (fillfactor = 70);

create table participants (
  id uuid constraint participants_pkey primary key,
  chat_id uuid not null constraint participants_chat_id_fkey references chats on delete cascade,
  user_id uuid not null constraint participants_user_id_fkey references users on delete cascade,
  role text not null default 'member',
  pinned boolean not null default false,
  archived boolean not null default false,
  last_read_seq integer not null default 0,
  left_rev integer, -- null: still in the chat
  last_delivered_seq integer not null default 0,
  version integer not null default 0, -- of the private state
  joined_rev integer not null default 0,
  blocked boolean not null default false, -- in a direct chat, one blocked the other: nobody can write
  marked_unread boolean not null default false,
  muted_until timestamptz,
  archived_seq integer not null default 0, -- a message above it brings the chat back, unless it is muted
  hidden_seq integer not null default 0, -- this participant does not see the messages up to it …
  hidden_at timestamptz, -- … since then
  draft jsonb,
  draft_version integer not null default 0,
  joined_version integer not null default 0, -- the version of the private state when they last came back
  removed boolean not null default false, -- by somebody else: no link brings them back
  last_read_rev integer not null default 0,
  constraint participants_chat_id_user_id_key unique (chat_id, user_id)
) with (fillfactor = 70);
create index participants_user_id_idx on participants (user_id);

-- Each numbered change of a chat that is not a send. The sends and these together have every rev, without gaps.
create table changes (
  chat_id uuid not null,
  rev integer not null,
  kind text not null,
  subject_id uuid not null,
  created_at timestamptz not null default now(),
  actor_id uuid, -- where the subject alone does not say who did it
  emoji text,
  constraint changes_pkey primary key (chat_id, rev)
);
`;

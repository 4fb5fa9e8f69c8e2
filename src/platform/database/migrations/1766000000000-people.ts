import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Users, blocks, sessions, known networks, and which accounts are of the demo. */
export class People1766000000000 implements MigrationInterface {
  name = 'People1766000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table demo_people, known_networks, sessions, blocks, users');
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
  created_at timestamptz not null default now(),
  version integer not null default 0,
  who_may_add_me text not null default 'everybody', -- to groups
  who_sees_last_seen text not null default 'everybody'
);

create table blocks (
  blocker_id uuid not null constraint blocks_blocker_id_fkey references users on delete cascade,
  blocked_id uuid not null constraint blocks_blocked_id_fkey references users on delete cascade,
  blocked_at timestamptz not null default now(),
  constraint blocks_pkey primary key (blocker_id, blocked_id)
);
create index blocks_blocked_id_idx on blocks (blocked_id, blocker_id);

create table sessions (
  id uuid constraint sessions_pkey primary key,
  user_id uuid not null constraint sessions_user_id_fkey references users on delete cascade,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  device text,
  token_version integer not null default 0, -- grows with each refresh
  renewed_at timestamptz -- by the last refresh
);
create index sessions_user_id_idx on sessions (user_id);
create index sessions_expires_at_idx on sessions (expires_at);
create index sessions_renewed_at_idx on sessions (renewed_at) where renewed_at is not null;

-- The networks from which somebody signed in during the last 90 days, as keyed hashes; ten for each person at most.
create table known_networks (
  user_id uuid not null constraint known_networks_user_id_fkey references users on delete cascade,
  network bytea not null,
  seen_at timestamptz not null default now(),
  constraint known_networks_pkey primary key (user_id, network)
);
create index known_networks_seen_at_idx on known_networks (seen_at);

-- The people of the demo, whose password is in the documents.
create table demo_people (
  user_id uuid constraint demo_people_pkey primary key
    constraint demo_people_user_id_fkey references users on delete cascade
);
`;

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Verified e-mails, one-time links, two-factor sign-in, deleted accounts, and from where a session was started. */
export class Accounts1768200000000 implements MigrationInterface {
  name = 'Accounts1768200000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}

const UP = `
alter table users
  add column email_verified_at timestamptz,
  add column deleted_at timestamptz,
  add column erased_at timestamptz;
create index users_unerased_idx on users (deleted_at) where deleted_at is not null and erased_at is null;

alter table sessions add column place text;

create table one_time_links (
  hash bytea constraint one_time_links_pkey primary key, -- of the token
  kind text not null,
  user_id uuid constraint one_time_links_user_id_fkey references users on delete cascade,
  email text not null,
  registration jsonb, -- the account that the link creates
  expires_at timestamptz not null,
  created_at timestamptz not null default now()
);
create index one_time_links_user_id_idx on one_time_links (user_id);
create index one_time_links_expires_at_idx on one_time_links (expires_at);

create table two_factors (
  user_id uuid constraint two_factors_pkey primary key
    constraint two_factors_user_id_fkey references users on delete cascade,
  secret bytea not null, -- encrypted
  last_step int not null default 0, -- of the newest code that was accepted
  confirmed_at timestamptz,
  created_at timestamptz not null default now()
);

create table recovery_codes (
  user_id uuid not null constraint recovery_codes_user_id_fkey references users on delete cascade,
  hash bytea not null,
  constraint recovery_codes_pkey primary key (user_id, hash)
);
`;

const DOWN = `
drop table recovery_codes, two_factors, one_time_links;
alter table sessions drop column place;
drop index users_unerased_idx;
alter table users drop column email_verified_at, drop column deleted_at, drop column erased_at;
`;

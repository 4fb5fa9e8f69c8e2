import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Identities of people at a sign-in provider, and sign-ins with it that are under way. People with an identity may have no password. */
export class Identities1768400000000 implements MigrationInterface {
  name = 'Identities1768400000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  /** The passwords stay optional: there may be people without one. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table sign_in_codes, sign_in_flows, identities');
  }
}

const UP = `
alter table users alter column password_hash drop not null;

create table identities (
  id uuid constraint identities_pkey primary key,
  user_id uuid not null constraint identities_user_id_fkey references users on delete cascade,
  issuer text not null,
  subject text not null,
  email text,
  created_at timestamptz not null default now(),
  constraint identities_issuer_subject_key unique (issuer, subject),
  constraint identities_user_id_issuer_key unique (user_id, issuer)
);

create table sign_in_flows (
  state_hash bytea constraint sign_in_flows_pkey primary key,
  browser_hash bytea,
  session_id uuid constraint sign_in_flows_session_id_fkey references sessions on delete cascade,
  nonce text not null,
  verifier text not null,
  return_url text,
  code_challenge text,
  expires_at timestamptz not null
);
create index sign_in_flows_session_id_idx on sign_in_flows (session_id);
create index sign_in_flows_expires_at_idx on sign_in_flows (expires_at);

create table sign_in_codes (
  code_hash bytea constraint sign_in_codes_pkey primary key,
  browser_hash bytea,
  session_id uuid constraint sign_in_codes_session_id_fkey references sessions on delete cascade,
  code_challenge text,
  issuer text not null,
  subject text not null,
  email text,
  is_email_verified boolean not null,
  name text,
  expires_at timestamptz not null
);
create index sign_in_codes_session_id_idx on sign_in_codes (session_id);
create index sign_in_codes_expires_at_idx on sign_in_codes (expires_at);
`;

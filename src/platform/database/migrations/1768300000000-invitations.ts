import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Invites with which people create accounts. */
export class Invitations1768300000000 implements MigrationInterface {
  name = 'Invitations1768300000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table account_invites');
  }
}

const UP = `
create table account_invites (
  id uuid constraint account_invites_pkey primary key,
  code_hash bytea not null constraint account_invites_code_hash_key unique, -- SHA-256
  note text,
  uses integer not null, -- how many accounts may be created with it
  used integer not null default 0, -- how many were
  expires_at timestamptz not null,
  revoked_at timestamptz,
  created_by uuid constraint account_invites_created_by_fkey references users on delete set null,
  created_at timestamptz not null default now()
);
create index account_invites_created_by_idx on account_invites (created_by);
`;

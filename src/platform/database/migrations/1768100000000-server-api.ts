import type { MigrationInterface, QueryRunner } from 'typeorm';

/** API keys, and people of an app: they have an id of the app, perhaps no e-mail and no password, and sessions that a refresh does not extend. */
export class ServerApi1768100000000 implements MigrationInterface {
  name = 'ServerApi1768100000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}

const UP = `
alter table users
  add column external_id text constraint users_external_id_key unique,
  alter column email drop not null,
  alter column password_hash drop not null;

alter table sessions add column fixed_expiry boolean not null default false;

create table api_keys (
  id text constraint api_keys_pkey primary key,
  name text not null,
  scopes text[] not null,
  secret_hash bytea not null,
  previous_hash bytea, -- of the secret before the last rotation
  previous_until timestamptz, -- when that one is no longer accepted
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  used_at timestamptz -- of the newest secret, to the minute
);
`;

/** Earlier versions need an e-mail and a hash. No password is known for this hash. */
const DOWN = `
drop table api_keys;
alter table sessions drop column fixed_expiry;
update users set email = coalesce(email, 'app-' || id || '@app.invalid'),
  password_hash = coalesce(password_hash,
    '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')
  where email is null or password_hash is null;
alter table users drop column external_id, alter column email set not null, alter column password_hash set not null;
`;

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** From where people sign in, which token of a session is the newest, and who came with the demo. */
export class SignIns1765130000000 implements MigrationInterface {
  name = 'SignIns1765130000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
    await queryRunner.query(DEMO_PEOPLE_OF_BEFORE);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}

const UP = `
-- Networks from which somebody has signed in lately: as keyed hashes, at most ten a person, for 90 days.
create table known_networks (
  user_id uuid not null constraint known_networks_user_id_fkey references users on delete cascade,
  network bytea not null,
  seen_at timestamptz not null default now(),
  constraint known_networks_pkey primary key (user_id, network)
);
create index known_networks_seen_at_idx on known_networks (seen_at);

alter table sessions
  add column token_version integer not null default 0, -- grows with each refresh
  add column renewed_at timestamptz; -- by the last refresh
create index sessions_renewed_at_idx on sessions (renewed_at) where renewed_at is not null;

-- The people of the demo, whose password stands in the documents.
create table demo_people (
  user_id uuid constraint demo_people_pkey primary key
    constraint demo_people_user_id_fkey references users on delete cascade
);
`;

/** Those are in a chat of the demo under one of its e-mails. The ids of its chats were made from names, and are the same everywhere. */
export const DEMO_PEOPLE_OF_BEFORE = `
insert into demo_people (user_id)
select u.id from users u
where u.email in ('asd@gmail.com', 'asdasdasd@gmail.com', 'maya@example.com', 'tomas@example.com', 'yuki@example.com',
    'omar@example.com', 'priya@example.com', 'ben@example.com')
  and exists (select from participants p where p.user_id = u.id and p.chat_id in (
    '24e0d326-3418-53d1-8931-14ef15160cbf', '15893463-be0a-58d2-8899-18b26607c8ee', '2709fa5c-d6ec-521f-8bc6-f1236fdcf56e',
    '60f504c7-80f0-5876-8dd4-9fccb990eeda', '5f26d55c-5a00-597e-8897-5d740478cc82', '2abd9e96-666e-53ac-81d3-c37b5de1b5b7',
    'bc0413e7-e3c0-5fd6-8892-90926c097efc', '377c5b8b-a492-5a42-8398-76370aaa0d85', '635adffc-d8ec-590b-86a9-5e8a9895e3cd'))`;

const DOWN = `
drop table demo_people;
drop index sessions_renewed_at_idx;
alter table sessions drop column renewed_at, drop column token_version;
drop table known_networks;
`;

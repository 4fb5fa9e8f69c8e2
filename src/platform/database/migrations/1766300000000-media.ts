import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Uploads, and their attachments to messages. */
export class Media1766300000000 implements MigrationInterface {
  name = 'Media1766300000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table attachments, media');
  }
}

const TABLES = `
create table media (
  id uuid constraint media_pkey primary key,
  owner_id uuid not null constraint media_owner_id_fkey references users on delete cascade,
  kind text not null,
  name text,
  mime_type text not null,
  size bigint not null,
  sha256 bytea not null,
  created_at timestamptz not null default now(),
  uploaded_at timestamptz not null default now() -- never changes, so the uploads of a day can be added up
);
create index media_created_at_idx on media (created_at);
create index media_owner_idx on media (owner_id, uploaded_at);

create table attachments (
  chat_id uuid not null,
  message_id uuid not null,
  media_id uuid not null constraint attachments_media_id_fkey references media,
  constraint attachments_pkey primary key (chat_id, message_id, media_id),
  constraint attachments_message_fkey foreign key (chat_id, message_id) references messages (chat_id, id) on delete cascade
);
create index attachments_media_id_idx on attachments (media_id);
`;

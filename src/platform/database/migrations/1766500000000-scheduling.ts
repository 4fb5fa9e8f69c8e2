import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Scheduled messages, and reminders. */
export class Scheduling1766500000000 implements MigrationInterface {
  name = 'Scheduling1766500000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table reminders, scheduled_uploads, scheduled_messages');
  }
}

const TABLES = `
create table scheduled_messages (
  chat_id uuid not null,
  id uuid not null,
  participant_id uuid not null constraint scheduled_messages_participant_id_fkey references participants on delete cascade,
  send_at timestamptz not null,
  kind text not null,
  body text not null,
  reply_to uuid,
  media jsonb,
  content_hash bytea not null,
  mentions uuid[],
  mentions_all boolean not null default false,
  extras jsonb,
  created_at timestamptz not null default now(),
  attempts integer not null default 0,
  claimed_until timestamptz, -- the lease of the node that is sending it
  failed text, -- why it was refused
  constraint scheduled_messages_pkey primary key (chat_id, id)
);
create index scheduled_messages_participant_id_idx on scheduled_messages (participant_id, send_at);
create index scheduled_messages_due_idx on scheduled_messages (send_at) where failed is null;

create table scheduled_uploads (
  chat_id uuid not null,
  scheduled_id uuid not null,
  media_id uuid not null constraint scheduled_uploads_media_id_fkey references media,
  constraint scheduled_uploads_pkey primary key (chat_id, scheduled_id, media_id),
  constraint scheduled_uploads_scheduled_fkey foreign key (chat_id, scheduled_id)
    references scheduled_messages (chat_id, id) on delete cascade
);
create index scheduled_uploads_media_id_idx on scheduled_uploads (media_id);

create table reminders (
  chat_id uuid not null,
  participant_id uuid not null constraint reminders_participant_id_fkey references participants on delete cascade,
  message_id uuid not null,
  due_at timestamptz not null,
  reminded_at timestamptz,
  constraint reminders_pkey primary key (chat_id, participant_id, message_id),
  constraint reminders_message_fkey foreign key (chat_id, message_id) references messages (chat_id, id) on delete cascade
);
create index reminders_message_idx on reminders (chat_id, message_id);
create index reminders_due_idx on reminders (due_at) where reminded_at is null;
`;

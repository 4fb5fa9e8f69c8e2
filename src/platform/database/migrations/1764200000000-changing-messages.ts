import type { MigrationInterface, QueryRunner } from 'typeorm';

import { APPEND_MESSAGES as APPEND_MESSAGES_BEFORE } from './1764100000000-append-messages.sql.js';

/** Messages that are edited, deleted for everybody, and put out of sight for one person. */
export class ChangingMessages1764200000000 implements MigrationInterface {
  name = 'ChangingMessages1764200000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
    await queryRunner.query(ANSWERS_ARE_TO_WHAT_IS_THERE(APPEND_MESSAGES_BEFORE));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(APPEND_MESSAGES_BEFORE);
    await queryRunner.query(DOWN);
  }
}

/** A deleted message can no more be answered than one that never was. */
export const ANSWERS_ARE_TO_WHAT_IS_THERE = (append: string): string =>
  append.replace(
    'i.r is not null and r.seq is null lost_reply',
    'i.r is not null and (r.seq is null or r.deleted_at is not null) lost_reply',
  );

const UP = `
alter table messages
  add column changed_rev integer, -- of the latest change after it was sent
  add column edited_at timestamptz,
  add column deleted_at timestamptz;
-- What never counts as unread.
create index messages_uncounted_idx on messages (chat_id, seq) where deleted_at is not null or kind = 'system';

-- Texts that were replaced, each by the change with this rev.
create table message_versions (
  chat_id uuid not null,
  message_id uuid not null,
  rev integer not null,
  body text not null,
  written_at timestamptz not null,
  constraint message_versions_pkey primary key (chat_id, message_id, rev),
  constraint message_versions_message_fkey foreign key (chat_id, message_id) references messages (chat_id, id) on delete cascade
);

-- What one participant deleted for themselves.
create table hidden_messages (
  chat_id uuid not null,
  participant_id uuid not null constraint hidden_messages_participant_id_fkey references participants on delete cascade,
  message_id uuid not null,
  hidden_at timestamptz not null default now(),
  constraint hidden_messages_pkey primary key (chat_id, participant_id, message_id),
  constraint hidden_messages_message_fkey foreign key (chat_id, message_id) references messages (chat_id, id) on delete cascade
);
`;

const DOWN = `
drop table hidden_messages, message_versions;
drop index messages_uncounted_idx;
alter table messages drop column deleted_at, drop column edited_at, drop column changed_rev;
`;

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Messages, and what belongs to them: earlier versions, reactions, votes, stars, hidden messages, and reports. */
export class Messages1766200000000 implements MigrationInterface {
  name = 'Messages1766200000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(MESSAGES);
    await queryRunner.query(OF_A_MESSAGE);
    await queryRunner.query(REPORTS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table reports, hidden_messages, stars, votes, reactions, message_versions, messages');
  }
}

const MESSAGES = `
create table messages (
  chat_id uuid not null,
  id uuid not null,
  seq integer not null,
  sent_rev integer not null,
  kind text not null,
  participant_id uuid not null,
  body text not null,
  folded text,
  reply_to uuid,
  media jsonb,
  content_hash bytea not null,
  created_at timestamptz not null default now(),
  changed_rev integer, -- of the latest change after it was sent
  edited_at timestamptz,
  deleted_at timestamptz,
  mentions uuid[], -- participant ids; empty where only everybody is mentioned
  mentions_all boolean not null default false,
  extras jsonb, -- what few messages have: see MessageExtras
  pinned_at timestamptz,
  expires_at timestamptz,
  altered_rev integer, -- of the latest edit of the text, or of the deletion by somebody
  altered_by uuid,
  constraint messages_pkey primary key (chat_id, id),
  constraint messages_chat_id_seq_key unique (chat_id, seq)
);
-- What never counts as unread.
create index messages_uncounted_idx on messages (chat_id, seq) where deleted_at is not null or kind = 'system';
create index messages_mentions_idx on messages (chat_id, seq) where mentions is not null;
create index messages_pinned_idx on messages (chat_id, seq) where pinned_at is not null;
create index messages_expires_at_idx on messages (expires_at) where expires_at is not null and deleted_at is null;
`;

const OF_A_MESSAGE = `
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

create table reactions (
  chat_id uuid not null,
  message_id uuid not null,
  participant_id uuid not null constraint reactions_participant_id_fkey references participants on delete cascade,
  emoji text collate "C" not null,
  rev integer not null,
  constraint reactions_pkey primary key (chat_id, message_id, emoji, participant_id),
  constraint reactions_message_fkey foreign key (chat_id, message_id) references messages (chat_id, id) on delete cascade
);

-- What participants chose in polls.
create table votes (
  chat_id uuid not null,
  message_id uuid not null,
  participant_id uuid not null constraint votes_participant_id_fkey references participants on delete cascade,
  option uuid not null,
  constraint votes_pkey primary key (chat_id, message_id, participant_id, option),
  constraint votes_message_fkey foreign key (chat_id, message_id) references messages (chat_id, id) on delete cascade
);
-- All votes of one participant, for sync.
create index votes_participant_id_idx on votes (participant_id);

create table stars (
  chat_id uuid not null,
  participant_id uuid not null constraint stars_participant_id_fkey references participants on delete cascade,
  message_id uuid not null,
  starred_at timestamptz not null default now(),
  constraint stars_pkey primary key (chat_id, participant_id, message_id),
  constraint stars_message_fkey foreign key (chat_id, message_id) references messages (chat_id, id) on delete cascade
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

const REPORTS = `
-- A report holds a copy of the message, and refers to nothing: the message may be deleted.
create table reports (
  id uuid not null constraint reports_pkey primary key,
  reporter_id uuid not null,
  chat_id uuid not null,
  message_id uuid not null,
  reason text not null,
  comment text,
  sender_id uuid not null,
  body text not null,
  media_urls text[] not null,
  said_at timestamptz not null,
  created_at timestamptz not null default now(),
  constraint reports_message_key unique (chat_id, message_id, reporter_id)
);
`;

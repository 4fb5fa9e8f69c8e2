import type { MigrationInterface, QueryRunner } from 'typeorm';

import { APPEND_MESSAGES as APPEND_MESSAGES_FIRST } from './1764100000000-append-messages.sql.js';
import { ANSWERS_ARE_TO_WHAT_IS_THERE } from './1764200000000-changing-messages.js';
import { APPEND_MESSAGES } from './1764400000000-append-messages.sql.js';

/** What a message may have besides its text, what a participant sets for themselves, and what a chat is beside its title. */
export class Conversations1764400000000 implements MigrationInterface {
  name = 'Conversations1764400000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
    await queryRunner.query('drop function append_messages');
    await queryRunner.query(APPEND_MESSAGES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop function append_messages');
    await queryRunner.query(ANSWERS_ARE_TO_WHAT_IS_THERE(APPEND_MESSAGES_FIRST));
    await queryRunner.query(DOWN);
  }
}

const UP = `
alter table messages
  add column mentions uuid[], -- participant ids; empty where only all are mentioned
  add column mentions_all boolean not null default false,
  add column extras jsonb, -- what few messages have: see MessageExtras
  add column pinned_at timestamptz,
  add column expires_at timestamptz;
create index messages_mentions_idx on messages (chat_id, seq) where mentions is not null;
create index messages_pinned_idx on messages (chat_id, seq) where pinned_at is not null;
create index messages_expires_at_idx on messages (expires_at) where expires_at is not null and deleted_at is null;

alter table chats
  add column avatar text,
  add column description text,
  add column message_lifetime integer, -- seconds; null: for ever
  add column history_hidden boolean not null default false; -- who joins sees what is said from then on

alter table participants
  add column blocked boolean not null default false, -- one of the two of a direct chat blocked the other: nobody writes
  add column marked_unread boolean not null default false,
  add column muted_until timestamptz,
  add column archived_seq integer not null default 0, -- a message above it brings the chat back, unless muted
  add column hidden_seq integer not null default 0, -- they do not see what was said up to it …
  add column hidden_at timestamptz, -- … since then
  add column draft jsonb,
  add column draft_version integer not null default 0;
-- Who archived a chat before finds it in the archive still.
update participants p set archived_seq = c.last_seq from chats c where c.id = p.chat_id and p.archived;
`;

const DOWN = `
alter table participants drop column draft_version, drop column draft, drop column hidden_at, drop column hidden_seq,
  drop column archived_seq, drop column muted_until, drop column marked_unread, drop column blocked;
delete from changes where kind = 'chat.updated'; -- their numbers are lost: clients load such chats anew
alter table chats drop column history_hidden, drop column message_lifetime, drop column description, drop column avatar;
drop index messages_expires_at_idx, messages_pinned_idx, messages_mentions_idx;
alter table messages drop column expires_at, drop column pinned_at, drop column extras, drop column mentions_all, drop column mentions;
`;

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who chose what in polls. */
export class Votes1764500000000 implements MigrationInterface {
  name = 'Votes1764500000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop index votes_participant_id_idx; drop table votes;');
  }
}

const UP = `
create table votes (
  chat_id uuid not null,
  message_id uuid not null,
  participant_id uuid not null constraint votes_participant_id_fkey references participants on delete cascade,
  option uuid not null,
  constraint votes_pkey primary key (chat_id, message_id, participant_id, option),
  constraint votes_message_fkey foreign key (chat_id, message_id) references messages (chat_id, id) on delete cascade
);
-- All of one participant: what sync tells them they chose.
create index votes_participant_id_idx on votes (participant_id);
`;

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The data that apps store with chats, people and earlier versions of messages. Messages have theirs in `extras`. */
export class CustomData1768500000000 implements MigrationInterface {
  name = 'CustomData1768500000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}

const UP = `
alter table chats add column data jsonb;
alter table users add column data jsonb;
alter table message_versions add column data jsonb;
`;

/** Older code knows no messages of kind \`custom\`. Their text stays. */
const DOWN = `
alter table chats drop column data;
alter table users drop column data;
alter table message_versions drop column data;
update messages set kind = case when media is null then 'text' else 'media' end where kind = 'custom';
update scheduled_messages set kind = case when media is null then 'text' else 'media' end where kind = 'custom';
update messages set extras = nullif(extras - 'data', '{}') where extras ? 'data';
update scheduled_messages set extras = nullif(extras - 'data', '{}') where extras ? 'data';
`;

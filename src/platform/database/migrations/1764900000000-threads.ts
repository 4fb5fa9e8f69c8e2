import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Threads: chats that hang on a message of another. */
export class Threads1764900000000 implements MigrationInterface {
  name = 'Threads1764900000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table chats
        add column parent_id uuid constraint chats_parent_id_fkey references chats on delete cascade,
        add column root_id uuid,
        add constraint chats_parent_id_root_id_key unique (parent_id, root_id)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      delete from messages where chat_id in (select id from chats where type = 'thread');
      delete from changes where chat_id in (select id from chats where type = 'thread');
      delete from chats where type = 'thread';
      update messages set extras = extras - 'threadId' where extras ? 'threadId';
      alter table chats drop constraint chats_parent_id_root_id_key, drop column root_id, drop column parent_id`);
  }
}

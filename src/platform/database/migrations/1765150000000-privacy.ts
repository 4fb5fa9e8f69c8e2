import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People decide who may add them to groups, and who sees when they were last online. */
export class Privacy1765150000000 implements MigrationInterface {
  name = 'Privacy1765150000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table users
        add column who_may_add_me text not null default 'everybody',
        add column who_sees_last_seen text not null default 'everybody'`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table users drop column who_sees_last_seen, drop column who_may_add_me');
  }
}

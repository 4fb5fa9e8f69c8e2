import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The index by which old rows of the journal are found every minute. */
export class JournalCleaning1766800000000 implements MigrationInterface {
  name = 'JournalCleaning1766800000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('create index moves_moved_at_idx on moves (moved_at)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop index moves_moved_at_idx');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The data of a reported message. Reports from before have none. */
export class ReportData1768600000000 implements MigrationInterface {
  name = 'ReportData1768600000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table reports add column data jsonb');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table reports drop column data');
  }
}

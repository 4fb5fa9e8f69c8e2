import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a file was uploaded, whatever became of it since, and an index by which somebody's uploads of a day are added up. */
export class UploadDays1765040000000 implements MigrationInterface {
  name = 'UploadDays1765040000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table media add uploaded_at timestamptz');
    await queryRunner.query('update media set uploaded_at = created_at');
    await queryRunner.query('alter table media alter uploaded_at set default now(), alter uploaded_at set not null');
    await queryRunner.query('create index media_owner_idx on media (owner_id, uploaded_at)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table media drop uploaded_at');
  }
}

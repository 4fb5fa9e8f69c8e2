import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Remembers where a client sends an upload that does not pass this server. */
export class DirectUploads1767300000000 implements MigrationInterface {
  name = 'DirectUploads1767300000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table resumable_uploads add direct_key uuid, add direct_upload_id text');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    // Without these columns they would look like uploads that are sent to this server.
    await queryRunner.query('delete from resumable_uploads where direct_key is not null');
    await queryRunner.query('alter table resumable_uploads drop direct_key, drop direct_upload_id');
  }
}

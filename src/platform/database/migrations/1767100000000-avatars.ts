import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Avatars of people, and avatars of people and groups that are being processed. */
export class Avatars1767100000000 implements MigrationInterface {
  name = 'Avatars1767100000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}

const UP = `
create table user_avatars (
  user_id uuid constraint user_avatars_pkey primary key
    constraint user_avatars_user_id_fkey references users on delete cascade,
  media_id uuid constraint user_avatars_media_id_fkey references media,
  pending_id uuid constraint user_avatars_pending_id_fkey references media on delete set null
);
create index user_avatars_media_id_idx on user_avatars (media_id);
create index user_avatars_pending_id_idx on user_avatars (pending_id);

alter table group_avatars alter column media_id drop not null,
  add column pending_id uuid constraint group_avatars_pending_id_fkey references media on delete set null;
create index group_avatars_pending_id_idx on group_avatars (pending_id);
`;

const DOWN = `
update users set avatar = null, version = version + 1 where avatar like '/api/media/%';
drop table user_avatars;
delete from group_avatars where media_id is null;
alter table group_avatars drop column pending_id, alter column media_id set not null;
`;

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counts uploads apart from the uploads, which are removed with their messages, and stores uploads that are sent in pieces. */
export class UploadCounts1767200000000 implements MigrationInterface {
  name = 'UploadCounts1767200000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table resumable_uploads, upload_counts');
  }
}

const UP = `
create table upload_counts (
  owner_id uuid not null constraint upload_counts_owner_id_fkey references users on delete cascade,
  hour timestamptz not null,
  files int not null,
  bytes bigint not null,
  constraint upload_counts_pkey primary key (owner_id, hour)
);
insert into upload_counts (owner_id, hour, files, bytes)
  select m.owner_id, date_trunc('hour', m.uploaded_at), count(*), sum(c.size)
  from media m join media_contents c on c.id = m.content_id
  where m.uploaded_at > now() - interval '25 hours' group by 1, 2;

create table resumable_uploads (
  id uuid constraint resumable_uploads_pkey primary key,
  owner_id uuid not null constraint resumable_uploads_owner_id_fkey references users on delete cascade,
  media_id uuid not null,
  size bigint not null,
  metadata text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  finished_at timestamptz
);
create index resumable_uploads_owner_id_idx on resumable_uploads (owner_id);
create index resumable_uploads_expires_at_idx on resumable_uploads (expires_at);
`;

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Separates the content of uploads from the uploads, and queues the pictures, videos and recordings of the past for processing. The files
 * keep their names in the storage. The sweep removes the second copies of files that an owner uploaded more than once.
 */
export class MediaContents1767000000000 implements MigrationInterface {
  name = 'MediaContents1767000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  /** @throws Error when an upload was processed, or uploaded twice: the server before this migration would not find its file, and remove it */
  async down(queryRunner: QueryRunner): Promise<void> {
    const [moved] = (await queryRunner.query(MOVED)) as unknown[];
    if (moved) throw new Error('uploads were processed since, so the tables of media cannot be put back');
    await queryRunner.query(DOWN);
  }
}

const UP = `
create table media_contents (
  id uuid constraint media_contents_pkey primary key,
  owner_id uuid not null constraint media_contents_owner_id_fkey references users on delete cascade,
  purpose text not null,
  kind text not null,
  mime_type text not null,
  size bigint not null,
  sha256 bytea not null,
  status text not null,
  reason text,
  width int,
  height int,
  duration float8,
  placeholder text,
  waveform bytea,
  created_at timestamptz not null default now(),
  constraint media_contents_bytes_key unique (owner_id, sha256, mime_type, purpose)
);

create table media_objects (
  id uuid constraint media_objects_pkey primary key,
  content_id uuid not null constraint media_objects_content_id_fkey references media_contents on delete cascade,
  variant text not null,
  mime_type text not null,
  size bigint not null,
  sha256 bytea not null,
  width int,
  height int,
  constraint media_objects_variant_key unique (content_id, variant)
);

create table media_jobs (
  content_id uuid constraint media_jobs_pkey primary key
    constraint media_jobs_content_id_fkey references media_contents on delete cascade,
  is_background boolean not null default false,
  run_at timestamptz not null default now(),
  processed_at timestamptz,
  attempts int not null default 0,
  lease uuid,
  leased_until timestamptz,
  error text,
  failed_at timestamptz
);
create index media_jobs_due_idx on media_jobs (is_background, run_at) where failed_at is null;

insert into media_contents (id, owner_id, purpose, kind, mime_type, size, sha256, status, created_at)
  select distinct on (owner_id, sha256, mime_type) id, owner_id, 'message', kind, mime_type, size, sha256,
    case when kind in ('image', 'video', 'audio') then 'processing' else 'ready' end, uploaded_at
  from media order by owner_id, sha256, mime_type, uploaded_at;
insert into media_objects (id, content_id, variant, mime_type, size, sha256)
  select id, id, case status when 'ready' then 'original' else 'upload' end, mime_type, size, sha256 from media_contents;
insert into media_jobs (content_id, is_background) select id, true from media_contents where status = 'processing';

alter table media add column content_id uuid constraint media_content_id_fkey references media_contents on delete cascade;
update media set content_id = c.id from media_contents c
  where c.owner_id = media.owner_id and c.sha256 = media.sha256 and c.mime_type = media.mime_type;
alter table media alter column content_id set not null,
  drop column kind, drop column mime_type, drop column size, drop column sha256;
create index media_content_id_idx on media (content_id);
`;

/** An upload whose file is not under its own id. */
const MOVED = `
select m.id from media m
  where not exists (select from media_objects o where o.content_id = m.content_id and o.id = m.id) limit 1`;

const DOWN = `
alter table media add column kind text, add column mime_type text, add column size bigint, add column sha256 bytea;
update media set kind = c.kind, mime_type = c.mime_type, size = c.size, sha256 = c.sha256
  from media_contents c where c.id = media.content_id;
alter table media alter column kind set not null, alter column mime_type set not null, alter column size set not null,
  alter column sha256 set not null, drop column content_id;
drop table media_jobs, media_objects, media_contents;
`;

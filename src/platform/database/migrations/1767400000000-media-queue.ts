import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The queue of media jobs takes turns between owners, what people store is added up, and what is read of both often has its index. */
export class MediaQueue1767400000000 implements MigrationInterface {
  name = 'MediaQueue1767400000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}

const UP = `
-- owner_id may be null, because the server before this migration adds jobs without it while both run.
alter table media_jobs add column owner_id uuid,
  add column turn bigint not null default 0,
  add column limit_kills int not null default 0;
update media_jobs j set owner_id = q.owner_id, turn = q.turn
  from (select content_id, c.owner_id,
      row_number() over (partition by c.owner_id, is_background order by run_at, content_id) turn
    from media_jobs join media_contents c on c.id = content_id) q
  where q.content_id = j.content_id;

drop index media_jobs_due_idx;
create index media_jobs_turn_idx on media_jobs (is_background, turn, run_at)
  where processed_at is null and failed_at is null;
create index media_jobs_owner_idx on media_jobs (owner_id, turn)
  where processed_at is null and failed_at is null and not is_background;
create index media_jobs_repeat_idx on media_jobs (run_at) where processed_at is not null and failed_at is null;
create index media_jobs_due_idx on media_jobs (leased_until, run_at) where failed_at is null;
create index media_jobs_failed_idx on media_jobs (failed_at) where failed_at is not null;

create index media_contents_rejected_idx on media_contents (reason) where status = 'rejected';

create table stored_bytes (
  owner_id uuid constraint stored_bytes_pkey primary key
    constraint stored_bytes_owner_id_fkey references users on delete cascade,
  bytes bigint not null default 0
);
insert into stored_bytes (owner_id, bytes)
  select owner_id, sum(size) from media_contents where status <> 'rejected' or reason = 'failed' group by 1;

create index media_created_at_id_idx on media (created_at, id);
drop index media_created_at_idx;
`;

const DOWN = `
update media_contents set reason = 'broken' where reason = 'too_complex';
create index media_created_at_idx on media (created_at);
drop table stored_bytes;
drop index media_created_at_id_idx, media_contents_rejected_idx, media_jobs_failed_idx, media_jobs_due_idx,
  media_jobs_repeat_idx, media_jobs_owner_idx, media_jobs_turn_idx;
create index media_jobs_due_idx on media_jobs (is_background, run_at) where failed_at is null;
alter table media_jobs drop column owner_id, drop column turn, drop column limit_kills;
`;

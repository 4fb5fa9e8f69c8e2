import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Operators, deactivated accounts, and the audit log. */
export class OperatorsAndAudit1768000000000 implements MigrationInterface {
  name = 'OperatorsAndAudit1768000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}

const UP = `
alter table users add column role text not null default 'person', add column deactivated_at timestamptz;

-- It has no foreign keys: a row outlives what it is about.
create table audit_log (
  seq bigint constraint audit_log_pkey primary key, -- without a gap, from 1
  at timestamptz not null,
  actor_kind text not null,
  actor_id text,
  actor_name text,
  actor_address text,
  action text not null,
  target_kind text,
  target_id text,
  details jsonb not null,
  hash bytea not null -- of the row before and of this row
);

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit_log is append-only';
end $$;
create trigger audit_log_append_only before update or delete on audit_log
  for each row execute function refuse_audit_change();
create trigger audit_log_not_emptied before truncate on audit_log
  for each statement execute function refuse_audit_change();
`;

const DOWN = `
drop table audit_log;
drop function refuse_audit_change;
alter table users drop column role, drop column deactivated_at;
`;

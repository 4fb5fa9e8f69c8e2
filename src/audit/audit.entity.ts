import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { Actor } from '../platform/http/operator.guard.js';

const number = { from: Number, to: (value: number) => value };

export type TargetKind = 'user' | 'chat' | 'message' | 'key' | 'invite';

/** One act of an operator or an API key. A trigger refuses to change or delete a row. */
@Entity('audit_log')
export class AuditRow {
  /** 1 for the first row, without a gap. */
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'audit_log_pkey', transformer: number })
  seq!: number;

  /** In whole milliseconds. */
  @Column('timestamptz')
  at!: Date;

  @Column('text', { name: 'actor_kind' })
  actorKind!: Actor['kind'];

  @Column('text', { name: 'actor_id', nullable: true })
  actorId!: string | null;

  @Column('text', { name: 'actor_name', nullable: true })
  actorName!: string | null;

  /** The IP address the act came from; null at the command line. */
  @Column('text', { name: 'actor_address', nullable: true })
  actorAddress!: string | null;

  @Column('text')
  action!: string;

  @Column('text', { name: 'target_kind', nullable: true })
  targetKind!: TargetKind | null;

  @Column('text', { name: 'target_id', nullable: true })
  targetId!: string | null;

  @Column('jsonb')
  details!: object;

  /** SHA-256 of the hash of the row before and of this row, see `hashOf`. */
  @Column('bytea')
  hash!: Buffer;
}

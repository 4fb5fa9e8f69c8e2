import { Check, Column, Entity, ForeignKey, Generated, Index, PrimaryColumn } from 'typeorm';

/**
 * What one committed transaction changed: a row of the journal. TypeORM does not compare this table with the entity, because it knows
 * neither tables without a key nor the type `xid8`.
 */
@Entity('moves', { synchronize: false })
@Index('moves_moved_at_idx', ['movedAt'])
@Index('moves_xid_idx', ['xid'])
export class Move {
  /** The id of the transaction. A transaction may write several rows. */
  @PrimaryColumn('text')
  xid!: string;

  @Column('timestamptz', { name: 'moved_at' })
  movedAt!: Date;

  @Column('uuid', { name: 'chat_ids', array: true })
  chatIds!: string[];

  /** The last `rev` of each chat in `chatIds`, in the same order; empty when no numbered change was made. */
  @Column('integer', { array: true })
  revs!: number[];

  @Column('uuid', { name: 'user_ids', array: true })
  userIds!: string[];

  @Column('uuid', { name: 'session_ids', array: true })
  sessionIds!: string[];
}

/** The answer to a write that had an Idempotency-Key. */
@Entity('kept_answers')
@Index('kept_answers_created_at_idx', ['createdAt'])
export class KeptAnswer {
  /** The foreign key has the name of the table, because the entity of users is on a floor above. */
  @PrimaryColumn('uuid', { name: 'user_id', primaryKeyConstraintName: 'kept_answers_pkey' })
  @ForeignKey('users', { name: 'kept_answers_user_id_fkey', onDelete: 'CASCADE' })
  userId!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'kept_answers_pkey' })
  key!: string;

  /** A hash of the whole request. */
  @Column('bytea', { name: 'request_hash' })
  requestHash!: Buffer;

  /** `json` keeps the order of the fields, so that a retry gets the same text. */
  @Column('json', { nullable: true })
  answer!: object | boolean | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}

/** The one row that names the history of this database. */
@Entity('epoch')
@Check('epoch_single_check', 'single')
export class StoredEpoch {
  @PrimaryColumn('boolean', { default: true, primaryKeyConstraintName: 'epoch_pkey' })
  single!: true;

  @Column('uuid')
  @Generated('uuid')
  id!: string;
}

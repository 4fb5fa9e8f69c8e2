import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';

import { User } from '../../users/user.entity.js';

/** An invite with which people create accounts. Only a hash of its code is stored. */
@Entity('account_invites')
@Unique('account_invites_code_hash_key', ['codeHash'])
@Index('account_invites_created_by_idx', ['createdBy'])
export class AccountInvite {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'account_invites_pkey' })
  id!: string;

  /** SHA-256 of the code. */
  @Column('bytea', { name: 'code_hash', select: false })
  codeHash!: Buffer;

  /** What the operator wrote about it, for other operators. */
  @Column('text', { nullable: true })
  note!: string | null;

  /** How many accounts may be created with it. */
  @Column('integer')
  uses!: number;

  /** How many accounts were created with it. */
  @Column('integer', { default: 0 })
  used!: number;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;

  /** The operator who created it; null for OPERATOR_TOKEN, the command line, and an account that was deleted. */
  @Column('uuid', { name: 'created_by', nullable: true })
  createdBy!: string | null;

  @ManyToOne(() => User, { onDelete: 'SET NULL', nullable: true })
  @JoinColumn({ name: 'created_by', foreignKeyConstraintName: 'account_invites_created_by_fkey' })
  creator!: User | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}

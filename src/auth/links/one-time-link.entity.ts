import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

import { User } from '../../users/user.entity.js';

/**
 * What a link does: `password` sets a new password, `email` makes an address that of the account, and `registration` creates an account.
 */
export type LinkKind = 'password' | 'email' | 'registration';

/** An account that is created when its address is confirmed. */
export interface PendingRegistration {
  name: string;
  passwordHash: string;
  /** Of the invite that admitted the person, in hexadecimal digits; null where none is needed. */
  inviteHash: string | null;
}

/** A link in a mail that works once. The row is deleted when it is used. */
@Entity('one_time_links')
@Index('one_time_links_user_id_idx', ['userId'])
@Index('one_time_links_expires_at_idx', ['expiresAt'])
export class OneTimeLink {
  /** SHA-256 of the token, which only the mail has. */
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'one_time_links_pkey' })
  hash!: Buffer;

  @Column('text')
  kind!: LinkKind;

  /** Null for a registration. */
  @Column('uuid', { name: 'user_id', nullable: true })
  userId!: string | null;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'one_time_links_user_id_fkey' })
  user!: User | null;

  /** Where the link was sent. */
  @Column('text')
  email!: string;

  @Column('jsonb', { nullable: true })
  registration!: PendingRegistration | null;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}

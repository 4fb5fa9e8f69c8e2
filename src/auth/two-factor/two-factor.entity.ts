import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

import { User } from '../../users/user.entity.js';

/** The second factor of one user: the secret that their authenticator app has, too. */
@Entity('two_factors')
export class TwoFactor {
  @PrimaryColumn('uuid', { name: 'user_id', primaryKeyConstraintName: 'two_factors_pkey' })
  userId!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'two_factors_user_id_fkey' })
  user!: User;

  /** Encrypted, see `SecretBox`. */
  @Column('bytea')
  secret!: Buffer;

  /** The time step of the newest code that was accepted. A code of this step or an earlier one is refused. */
  @Column('integer', { name: 'last_step', default: 0 })
  lastStep!: number;

  /** Since when a sign-in needs a code; null while the user has not shown that their app works. */
  @Column('timestamptz', { name: 'confirmed_at', nullable: true })
  confirmedAt!: Date | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}

/** A code for a sign-in without the authenticator app. It works once: the row is deleted then. */
@Entity('recovery_codes')
export class RecoveryCode {
  @PrimaryColumn('uuid', { name: 'user_id', primaryKeyConstraintName: 'recovery_codes_pkey' })
  userId!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'recovery_codes_user_id_fkey' })
  user!: User;

  /** SHA-256. A code has 80 random bits, so it needs no slow hash. */
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'recovery_codes_pkey' })
  hash!: Buffer;
}

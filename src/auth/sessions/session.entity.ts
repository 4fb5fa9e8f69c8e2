import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

import { User } from '../../users/user.entity.js';

/** One signed-in device. Its tokens carry its id, so deleting the row makes them invalid. */
@Entity('sessions')
@Index('sessions_user_id_idx', ['userId'])
@Index('sessions_expires_at_idx', ['expiresAt'])
@Index('sessions_renewed_at_idx', ['renewedAt'], { where: 'renewed_at is not null' })
export class Session {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'sessions_pkey' })
  id!: string;

  @Column('uuid', { name: 'user_id' })
  userId!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'sessions_user_id_fkey' })
  user!: User;

  /** The User-Agent of the device when it signed in. */
  @Column('text', { nullable: true })
  device!: string | null;

  /** From where it was started: an address without its last part, see `placeOf`. Null when it was started without a request. */
  @Column('text', { nullable: true })
  place!: string | null;

  /** Increases with each refresh. The token of the version before is accepted for ten seconds more. */
  @Column('integer', { name: 'token_version', default: 0 })
  tokenVersion!: number;

  @Column('timestamptz', { name: 'renewed_at', nullable: true })
  renewedAt!: Date | null;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  /** A refresh does not extend it: the back end of an app chose its end. */
  @Column('boolean', { name: 'fixed_expiry', default: false })
  fixedExpiry!: boolean;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}

/** A network from which a user has signed in during the last 90 days. */
@Entity('known_networks')
@Index('known_networks_seen_at_idx', ['seenAt'])
export class KnownNetwork {
  @PrimaryColumn('uuid', { name: 'user_id', primaryKeyConstraintName: 'known_networks_pkey' })
  userId!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'known_networks_user_id_fkey' })
  user!: User;

  /** A keyed hash. The address itself is not stored. */
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'known_networks_pkey' })
  network!: Buffer;

  @Column('timestamptz', { name: 'seen_at', default: () => 'now()' })
  seenAt!: Date;
}

import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

import { User } from '../users/user.entity.js';

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

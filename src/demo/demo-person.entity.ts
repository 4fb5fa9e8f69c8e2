import { Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

import { User } from '../users/user.entity.js';

/** An account that the demo data created. An account that a person registered with the same e-mail is not in this table. */
@Entity('demo_people')
export class DemoPerson {
  @PrimaryColumn('uuid', { name: 'user_id', primaryKeyConstraintName: 'demo_people_pkey' })
  userId!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'demo_people_user_id_fkey' })
  user!: User;
}

import { Column, Entity, Index, JoinColumn, ManyToOne, OneToOne, PrimaryColumn } from 'typeorm';

import { User } from '../../users/user.entity.js';
import { Media } from '../media.entity.js';

/** The uploads that are the avatar of a person: the one that is shown, and the one that will be shown when it is processed. */
@Entity('user_avatars')
@Index('user_avatars_media_id_idx', ['mediaId'])
@Index('user_avatars_pending_id_idx', ['pendingId'])
export class UserAvatar {
  @PrimaryColumn('uuid', { name: 'user_id', primaryKeyConstraintName: 'user_avatars_pkey' })
  userId!: string;

  @OneToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'user_avatars_user_id_fkey' })
  user!: User;

  @Column('uuid', { name: 'media_id', nullable: true })
  mediaId!: string | null;

  @ManyToOne(() => Media)
  @JoinColumn({ name: 'media_id', foreignKeyConstraintName: 'user_avatars_media_id_fkey' })
  media!: Media | null;

  @Column('uuid', { name: 'pending_id', nullable: true })
  pendingId!: string | null;

  @ManyToOne(() => Media, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'pending_id', foreignKeyConstraintName: 'user_avatars_pending_id_fkey' })
  pending!: Media | null;
}

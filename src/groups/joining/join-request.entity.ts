import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

import { Chat } from '../../chats/chat.entity.js';
import { User } from '../../users/user.entity.js';

/** A request to join a group. The row is deleted when the person joins. */
@Entity('join_requests')
@Index('join_requests_user_id_idx', ['userId'])
export class JoinRequest {
  @PrimaryColumn('uuid', { name: 'chat_id', primaryKeyConstraintName: 'join_requests_pkey' })
  chatId!: string;

  @ManyToOne(() => Chat, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'chat_id', foreignKeyConstraintName: 'join_requests_chat_id_fkey' })
  chat!: Chat;

  @PrimaryColumn('uuid', { name: 'user_id', primaryKeyConstraintName: 'join_requests_pkey' })
  userId!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'join_requests_user_id_fkey' })
  user!: User;

  @Column('timestamptz', { name: 'requested_at', default: () => 'now()' })
  requestedAt!: Date;

  /** Null while nobody has decided. */
  @Column('timestamptz', { name: 'declined_at', nullable: true })
  declinedAt!: Date | null;
}

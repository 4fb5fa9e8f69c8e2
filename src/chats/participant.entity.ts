import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';

import type { ParticipantRole } from '../contract/chat.view.js';
import { User } from '../users/user.entity.js';
import { Chat } from './chat.entity.js';

/** One person in one chat: their role, their marks and what they set for themselves. Kept after leaving. */
@Entity('participants')
@Unique('participants_chat_id_user_id_key', ['chatId', 'userId'])
@Index('participants_user_id_idx', ['userId'])
export class Participant {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'participants_pkey' })
  id!: string;

  @Column('uuid', { name: 'chat_id' })
  chatId!: string;

  @ManyToOne(() => Chat, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'chat_id', foreignKeyConstraintName: 'participants_chat_id_fkey' })
  chat!: Chat;

  @Column('uuid', { name: 'user_id' })
  userId!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'participants_user_id_fkey' })
  user!: User;

  @Column('text', { default: 'member' })
  role!: ParticipantRole;

  @Column('boolean', { default: false })
  pinned!: boolean;

  @Column('boolean', { default: false })
  archived!: boolean;

  /** Everything up to this `seq` is read. Only moves forward. */
  @Column('integer', { name: 'last_read_seq', default: 0 })
  lastReadSeq!: number;

  /** Everything up to this `seq` has arrived at one of the person's devices. Only moves forward, and never behind what is read. */
  @Column('integer', { name: 'last_delivered_seq', default: 0 })
  lastDeliveredSeq!: number;

  /** Grows with each change of what the person set for themselves here: pin, archive, marks, stars. */
  @Column('integer', { default: 0 })
  version!: number;

  /** The chat's `rev` at which the person came, the last time; 0 for those it began with. */
  @Column('integer', { name: 'joined_rev', default: 0 })
  joinedRev!: number;

  /** The chat's `rev` at which the person left; null while they are in. */
  @Column('integer', { name: 'left_rev', nullable: true })
  leftRev!: number | null;
}

import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';

import type { DraftView, ParticipantRole } from '../../contract/views/chat.view.js';
import { User } from '../../users/user.entity.js';
import { Chat } from '../chat.entity.js';

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

  /** The last message when it was archived: a later one brings the chat back, unless it is muted. */
  @Column('integer', { name: 'archived_seq', default: 0 })
  archivedSeq!: number;

  @Column('timestamptz', { name: 'muted_until', nullable: true })
  mutedUntil!: Date | null;

  /** The person wants to come back to the chat, whatever their read mark says. */
  @Column('boolean', { name: 'marked_unread', default: false })
  markedUnread!: boolean;

  /** What they have written and not sent yet. */
  @Column('jsonb', { nullable: true })
  draft!: DraftView | null;

  /** Grows with each draft: a device that has not seen the latest does not overwrite it. */
  @Column('integer', { name: 'draft_version', default: 0 })
  draftVersion!: number;

  /** Messages up to this `seq` are hidden from them. */
  @Column('integer', { name: 'hidden_seq', default: 0 })
  hiddenSeq!: number;

  /** When these were hidden. */
  @Column('timestamptz', { name: 'hidden_at', nullable: true })
  hiddenAt!: Date | null;

  /** One of the two of a direct chat has blocked the other: nobody writes. */
  @Column('boolean', { default: false })
  blocked!: boolean;

  /** The chat's `rev` when they read last: they have seen what was changed up to there. Only moves forward. */
  @Column('integer', { name: 'last_read_rev', default: 0 })
  lastReadRev!: number;

  /** Everything up to this `seq` is read. Only moves forward. */
  @Column('integer', { name: 'last_read_seq', default: 0 })
  lastReadSeq!: number;

  /** Everything up to this `seq` has arrived at one of the person's devices. Only moves forward, and never behind what is read. */
  @Column('integer', { name: 'last_delivered_seq', default: 0 })
  lastDeliveredSeq!: number;

  /** Grows with each change of what the person set for themselves here: pin, archive, marks, stars, votes. */
  @Column('integer', { default: 0 })
  version!: number;

  /** The chat's `rev` at which the person last joined; 0 for those it began with. */
  @Column('integer', { name: 'joined_rev', default: 0 })
  joinedRev!: number;

  /** `version` when they last came back. A client whose copy of the chat is older has to load it again. */
  @Column('integer', { name: 'joined_version', default: 0 })
  joinedVersion!: number;

  /** Removed by somebody else: they cannot rejoin by themselves. */
  @Column('boolean', { default: false })
  removed!: boolean;

  /** The chat's `rev` at which the person left; null while they are in. */
  @Column('integer', { name: 'left_rev', nullable: true })
  leftRev!: number | null;
}

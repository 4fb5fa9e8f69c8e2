import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';

import type { ChatType, DraftView, ParticipantRole } from '../contract/views/chat.view.js';
import { User } from '../users/user.entity.js';

/** A conversation, and the counters that number what happens in it. */
@Entity('chats')
@Unique('chats_pair_key', ['pair'])
@Unique('chats_parent_id_root_id_key', ['parentId', 'rootId'])
export class Chat {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'chats_pkey' })
  id!: string;

  @Column('text')
  type!: ChatType;

  @Column('text', { nullable: true })
  title!: string | null;

  @Column('text', { nullable: true })
  avatar!: string | null;

  @Column('text', { nullable: true })
  description!: string | null;

  /** Seconds after which messages are deleted; null: never. */
  @Column('integer', { name: 'message_lifetime', nullable: true })
  messageLifetime!: number | null;

  /** New participants see only messages sent after they joined. */
  @Column('boolean', { name: 'history_hidden', default: false })
  historyHidden!: boolean;

  /** The two user ids of a direct chat in order, so that two people share one chat only. */
  @Column('text', { nullable: true })
  pair!: string | null;

  /** The chat that a thread belongs to; null unless it is a thread. */
  @Column('uuid', { name: 'parent_id', nullable: true })
  parentId!: string | null;

  @ManyToOne(() => Chat, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'parent_id', foreignKeyConstraintName: 'chats_parent_id_fkey' })
  parent!: Chat | null;

  /** The message that a thread is about. */
  @Column('uuid', { name: 'root_id', nullable: true })
  rootId!: string | null;

  @Column('uuid', { name: 'created_by' })
  createdBy!: string;

  /** SHA-256 of title and people as requested: tells a retry from another chat under the same id. */
  @Column('bytea', { name: 'content_hash' })
  contentHash!: Buffer;

  /** Of the last message; moves only under the row's lock. */
  @Column('integer', { name: 'last_seq', default: 0 })
  lastSeq!: number;

  /** Of the last shared change; moves only under the row's lock. */
  @Column('integer', { name: 'last_rev', default: 0 })
  lastRev!: number;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  /** The last message's time. */
  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' })
  updatedAt!: Date;
}

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

/** What changed about a participant. */
export type ParticipantChangeKind = 'participant.joined' | 'participant.left' | 'participant.updated';
/** What changed about a message after it was sent. */
export type MessageChangeKind = 'message.updated' | 'message.deleted' | 'reaction.added' | 'reaction.removed';
/** What a numbered change was, when it is not a message that was sent. */
export type ChangeKind = 'chat.updated' | ParticipantChangeKind | MessageChangeKind;

/** One numbered change of a chat that is not a send. It stores the subject, not the new value: the value is read from the subject. */
@Entity('changes')
export class Change {
  @PrimaryColumn('uuid', { name: 'chat_id', primaryKeyConstraintName: 'changes_pkey' })
  chatId!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'changes_pkey' })
  rev!: number;

  @Column('text')
  kind!: ChangeKind;

  /** The chat itself, the participant or the message it is about. */
  @Column('uuid', { name: 'subject_id' })
  subjectId!: string;

  /** Whose reaction it was, and which; null where the subject says it all. */
  @Column('uuid', { name: 'actor_id', nullable: true })
  actorId!: string | null;

  @Column('text', { nullable: true })
  emoji!: string | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}

import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';

import type { StoredData } from '../contract/rules/custom-data.js';
import type { ChatType, DraftView, ParticipantRole } from '../contract/views/chat.view.js';
import { User } from '../users/user.entity.js';

/** A conversation, with the counters that number its messages and changes. */
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

  @Column('jsonb', { nullable: true })
  data!: StoredData | null;

  /** The two user ids of a direct chat, see `pairOf`. It is unique, so that two people share only one chat. */
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

  /** SHA-256 of the requested title, people and data. It distinguishes a retry from a request for another chat with the same id. */
  @Column('bytea', { name: 'content_hash' })
  contentHash!: Buffer;

  /** The `seq` of the last message. It changes only while the row is locked. */
  @Column('integer', { name: 'last_seq', default: 0 })
  lastSeq!: number;

  /** The `rev` of the last shared change. It changes only while the row is locked. */
  @Column('integer', { name: 'last_rev', default: 0 })
  lastRev!: number;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  /** When the last message was sent. */
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

  /** The `lastSeq` of the chat when it was archived. A later message unarchives the chat, unless it is muted. */
  @Column('integer', { name: 'archived_seq', default: 0 })
  archivedSeq!: number;

  @Column('timestamptz', { name: 'muted_until', nullable: true })
  mutedUntil!: Date | null;

  /** The person marked the chat as unread, to come back to it. Their read mark does not move. */
  @Column('boolean', { name: 'marked_unread', default: false })
  markedUnread!: boolean;

  /** What they have written and not sent yet. */
  @Column('jsonb', { nullable: true })
  draft!: DraftView | null;

  /** Increases with each change of the draft. A device that has not seen the latest version cannot overwrite it. */
  @Column('integer', { name: 'draft_version', default: 0 })
  draftVersion!: number;

  /** Messages up to this `seq` are hidden from them. */
  @Column('integer', { name: 'hidden_seq', default: 0 })
  hiddenSeq!: number;

  /** When the messages up to `hiddenSeq` were hidden. */
  @Column('timestamptz', { name: 'hidden_at', nullable: true })
  hiddenAt!: Date | null;

  /** In a direct chat and its threads: one of the two people has blocked the other, so neither may send. */
  @Column('boolean', { default: false })
  blocked!: boolean;

  /** The `lastRev` of the chat when the person last read. Changes up to it count as seen. Only moves forward. */
  @Column('integer', { name: 'last_read_rev', default: 0 })
  lastReadRev!: number;

  /** Everything up to this `seq` is read. Only moves forward. */
  @Column('integer', { name: 'last_read_seq', default: 0 })
  lastReadSeq!: number;

  /** Everything up to this `seq` has arrived at one of the person's devices. Only moves forward, and never behind what is read. */
  @Column('integer', { name: 'last_delivered_seq', default: 0 })
  lastDeliveredSeq!: number;

  /** Increases with each change of the person's private state in this chat: pin, archive, marks, stars, votes. */
  @Column('integer', { default: 0 })
  version!: number;

  /** The `rev` of the chat at which the person last joined; 0 for the participants it was created with. */
  @Column('integer', { name: 'joined_rev', default: 0 })
  joinedRev!: number;

  /** The `version` when the person last rejoined. A client whose copy of the chat is older has to load it again. */
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
/** The kind of a numbered change that is not a send. */
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

  /** For a reaction: the participant whose reaction it is, and `emoji`. Null for other changes. */
  @Column('uuid', { name: 'actor_id', nullable: true })
  actorId!: string | null;

  @Column('text', { nullable: true })
  emoji!: string | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}

import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';

import type { StoredData } from '../contract/rules/custom-data.js';
import type { MediaView, MessageExtras, MessageKind } from '../contract/views/message.view.js';
import { Media } from '../media/media.entity.js';

/** The columns that messages and scheduled messages have in common. */
export abstract class MessageColumns {
  @Column('uuid', { name: 'participant_id' })
  participantId!: string;

  @Column('text')
  kind!: MessageKind;

  @Column('text')
  body!: string;

  /** The id of the message it replies to, in the same chat. */
  @Column('uuid', { name: 'reply_to', nullable: true })
  replyTo!: string | null;

  /** The views of its media; null where there is none. */
  @Column('jsonb', { nullable: true })
  media!: MediaView[] | null;

  /** SHA-256 of the content as sent, see `contentHash`. It distinguishes a retry from another message with the same id. */
  @Column('bytea', { name: 'content_hash' })
  contentHash!: Buffer;

  /** Participant ids; empty if only everybody is mentioned (`mentionsAll`), null if nobody is. */
  @Column('uuid', { array: true, nullable: true })
  mentions!: string[] | null;

  @Column('boolean', { name: 'mentions_all', default: false })
  mentionsAll!: boolean;

  /** Content that few messages have. */
  @Column('jsonb', { nullable: true })
  extras!: MessageExtras | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}

/**
 * A message. Every key begins with the chat, so that the table can be partitioned by it.
 * No foreign keys: `append_sends` takes chat and participant from locked rows, and checking them again costs each send.
 */
@Entity('messages')
@Unique('messages_chat_id_seq_key', ['chatId', 'seq'])
@Index('messages_uncounted_idx', ['chatId', 'seq'], { where: `deleted_at is not null or kind = 'system'` })
@Index('messages_mentions_idx', ['chatId', 'seq'], { where: 'mentions is not null' })
@Index('messages_pinned_idx', ['chatId', 'seq'], { where: 'pinned_at is not null' })
@Index('messages_expires_at_idx', ['expiresAt'], { where: 'expires_at is not null and deleted_at is null' })
export class Message extends MessageColumns {
  @PrimaryColumn('uuid', { name: 'chat_id', primaryKeyConstraintName: 'messages_pkey' })
  chatId!: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'messages_pkey' })
  id!: string;

  @Column('integer')
  seq!: number;

  /** The `rev` it was sent at. */
  @Column('integer', { name: 'sent_rev' })
  sentRev!: number;

  /** The `rev` of its latest change after that; null until there is one. */
  @Column('integer', { name: 'changed_rev', nullable: true })
  changedRev!: number | null;

  /** The `rev` of the latest edit of its text, or of its deletion, and who did that; null while it is as it was sent. */
  @Column('integer', { name: 'altered_rev', nullable: true })
  alteredRev!: number | null;

  @Column('uuid', { name: 'altered_by', nullable: true })
  alteredBy!: string | null;

  /** `body` folded for search; null where folding changes nothing. */
  @Column('text', { nullable: true })
  folded!: string | null;

  /** When it was pinned; null while it is not. */
  @Column('timestamptz', { name: 'pinned_at', nullable: true })
  pinnedAt!: Date | null;

  /** When it expires: it is then deleted for everybody. */
  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt!: Date | null;

  @Column('timestamptz', { name: 'edited_at', nullable: true })
  editedAt!: Date | null;

  /** When it was deleted for everybody. Text, reply and media are removed, and the number stays. */
  @Column('timestamptz', { name: 'deleted_at', nullable: true })
  deletedAt!: Date | null;
}

/** An upload of a message. The participants of the message's chat may read the file. */
@Entity('attachments')
@Index('attachments_media_id_idx', ['mediaId'])
export class Attachment {
  @PrimaryColumn('uuid', { name: 'chat_id', primaryKeyConstraintName: 'attachments_pkey' })
  chatId!: string;

  @PrimaryColumn('uuid', { name: 'message_id', primaryKeyConstraintName: 'attachments_pkey' })
  messageId!: string;

  @ManyToOne(() => Message, { onDelete: 'CASCADE' })
  @JoinColumn([
    { name: 'chat_id', referencedColumnName: 'chatId', foreignKeyConstraintName: 'attachments_message_fkey' },
    { name: 'message_id', referencedColumnName: 'id', foreignKeyConstraintName: 'attachments_message_fkey' },
  ])
  message!: Message;

  @PrimaryColumn('uuid', { name: 'media_id', primaryKeyConstraintName: 'attachments_pkey' })
  mediaId!: string;

  @ManyToOne(() => Media)
  @JoinColumn({ name: 'media_id', foreignKeyConstraintName: 'attachments_media_id_fkey' })
  media!: Media;
}

/** A text of a message that an edit replaced, with its data. */
@Entity('message_versions')
export class MessageVersion {
  @PrimaryColumn('uuid', { name: 'chat_id', primaryKeyConstraintName: 'message_versions_pkey' })
  chatId!: string;

  @PrimaryColumn('uuid', { name: 'message_id', primaryKeyConstraintName: 'message_versions_pkey' })
  messageId!: string;

  @ManyToOne(() => Message, { onDelete: 'CASCADE' })
  @JoinColumn([
    { name: 'chat_id', referencedColumnName: 'chatId', foreignKeyConstraintName: 'message_versions_message_fkey' },
    { name: 'message_id', referencedColumnName: 'id', foreignKeyConstraintName: 'message_versions_message_fkey' },
  ])
  message!: Message;

  /** The `rev` of the edit that replaced it. */
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'message_versions_pkey' })
  rev!: number;

  @Column('text')
  body!: string;

  @Column('jsonb', { nullable: true })
  data!: StoredData | null;

  @Column('timestamptz', { name: 'written_at' })
  writtenAt!: Date;
}

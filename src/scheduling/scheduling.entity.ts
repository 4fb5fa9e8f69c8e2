import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

import { Participant } from '../chats/chat.entity.js';
import type { ErrorCode } from '../contract/errors.js';
import { Media } from '../media/media.entity.js';
import { Message, MessageColumns } from '../messages/message.entity.js';

/** A message to be sent later. When it is sent, a message with the same id is stored. */
@Entity('scheduled_messages')
@Index('scheduled_messages_participant_id_idx', ['participantId', 'sendAt'])
@Index('scheduled_messages_due_idx', ['sendAt'], { where: 'failed is null' })
export class ScheduledMessage extends MessageColumns {
  @PrimaryColumn('uuid', { name: 'chat_id', primaryKeyConstraintName: 'scheduled_messages_pkey' })
  chatId!: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'scheduled_messages_pkey' })
  id!: string;

  @ManyToOne(() => Participant, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'participant_id', foreignKeyConstraintName: 'scheduled_messages_participant_id_fkey' })
  participant!: Participant;

  @Column('timestamptz', { name: 'send_at' })
  sendAt!: Date;

  /** How many times a node has begun to send it. Only the latest attempt may record that it failed. */
  @Column('integer', { default: 0 })
  attempts!: number;

  /**
   * The node that is sending it has claimed it until this time; after that another node sends it. Null: no node has begun to send it, or its send
   * was refused.
   */
  @Column('timestamptz', { name: 'claimed_until', nullable: true })
  claimedUntil!: Date | null;

  /** The error that its send was refused with. */
  @Column('text', { nullable: true })
  failed!: ErrorCode | null;
}

/** An upload of a scheduled message. The sweep keeps it. */
@Entity('scheduled_uploads')
@Index('scheduled_uploads_media_id_idx', ['mediaId'])
export class ScheduledUpload {
  @PrimaryColumn('uuid', { name: 'chat_id', primaryKeyConstraintName: 'scheduled_uploads_pkey' })
  chatId!: string;

  @PrimaryColumn('uuid', { name: 'scheduled_id', primaryKeyConstraintName: 'scheduled_uploads_pkey' })
  scheduledId!: string;

  @ManyToOne(() => ScheduledMessage, { onDelete: 'CASCADE' })
  @JoinColumn([
    { name: 'chat_id', referencedColumnName: 'chatId', foreignKeyConstraintName: 'scheduled_uploads_scheduled_fkey' },
    { name: 'scheduled_id', referencedColumnName: 'id', foreignKeyConstraintName: 'scheduled_uploads_scheduled_fkey' },
  ])
  scheduled!: ScheduledMessage;

  @PrimaryColumn('uuid', { name: 'media_id', primaryKeyConstraintName: 'scheduled_uploads_pkey' })
  mediaId!: string;

  @ManyToOne(() => Media)
  @JoinColumn({ name: 'media_id', foreignKeyConstraintName: 'scheduled_uploads_media_id_fkey' })
  media!: Media;
}

/** A message that a participant wants to be reminded of. */
@Entity('reminders')
@Index('reminders_message_idx', ['chatId', 'messageId'])
@Index('reminders_due_idx', ['dueAt'], { where: 'reminded_at is null' })
export class Reminder {
  @PrimaryColumn('uuid', { name: 'chat_id', primaryKeyConstraintName: 'reminders_pkey' })
  chatId!: string;

  @PrimaryColumn('uuid', { name: 'participant_id', primaryKeyConstraintName: 'reminders_pkey' })
  participantId!: string;

  @ManyToOne(() => Participant, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'participant_id', foreignKeyConstraintName: 'reminders_participant_id_fkey' })
  participant!: Participant;

  @PrimaryColumn('uuid', { name: 'message_id', primaryKeyConstraintName: 'reminders_pkey' })
  messageId!: string;

  @ManyToOne(() => Message, { onDelete: 'CASCADE' })
  @JoinColumn([
    { name: 'chat_id', referencedColumnName: 'chatId', foreignKeyConstraintName: 'reminders_message_fkey' },
    { name: 'message_id', referencedColumnName: 'id', foreignKeyConstraintName: 'reminders_message_fkey' },
  ])
  message!: Message;

  @Column('timestamptz', { name: 'due_at' })
  dueAt!: Date;

  /** When the reminder was pushed; null before that. */
  @Column('timestamptz', { name: 'reminded_at', nullable: true })
  remindedAt!: Date | null;
}

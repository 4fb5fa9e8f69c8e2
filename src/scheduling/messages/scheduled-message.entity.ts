import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

import { Participant } from '../../chats/participants/participant.entity.js';
import type { ErrorCode } from '../../contract/errors.js';
import type { MediaView } from '../../contract/views/media.view.js';
import type { MessageExtras, MessageKind } from '../../contract/views/message.view.js';

/** A message to be sent later. It is stored as a message with the same id. */
@Entity('scheduled_messages')
@Index('scheduled_messages_participant_id_idx', ['participantId', 'sendAt'])
@Index('scheduled_messages_due_idx', ['sendAt'], { where: 'failed is null' })
export class ScheduledMessage {
  @PrimaryColumn('uuid', { name: 'chat_id', primaryKeyConstraintName: 'scheduled_messages_pkey' })
  chatId!: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'scheduled_messages_pkey' })
  id!: string;

  @Column('uuid', { name: 'participant_id' })
  participantId!: string;

  @ManyToOne(() => Participant, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'participant_id', foreignKeyConstraintName: 'scheduled_messages_participant_id_fkey' })
  participant!: Participant;

  @Column('timestamptz', { name: 'send_at' })
  sendAt!: Date;

  @Column('text')
  kind!: MessageKind;

  @Column('text')
  body!: string;

  @Column('uuid', { name: 'reply_to', nullable: true })
  replyTo!: string | null;

  @Column('jsonb', { nullable: true })
  media!: MediaView[] | null;

  /** The content hash of the message it becomes. It tells a retry from another message under the same id. */
  @Column('bytea', { name: 'content_hash' })
  contentHash!: Buffer;

  @Column('uuid', { array: true, nullable: true })
  mentions!: string[] | null;

  @Column('boolean', { name: 'mentions_all', default: false })
  mentionsAll!: boolean;

  @Column('jsonb', { nullable: true })
  extras!: MessageExtras | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  /** How many times a node has begun to send it. Only the latest attempt may record that it failed. */
  @Column('integer', { default: 0 })
  attempts!: number;

  /** Until when the node that is sending it has it claimed; after that another node sends it. Null: nobody has begun, or it was refused. */
  @Column('timestamptz', { name: 'claimed_until', nullable: true })
  claimedUntil!: Date | null;

  /** The error that its send was refused with. */
  @Column('text', { nullable: true })
  failed!: ErrorCode | null;
}

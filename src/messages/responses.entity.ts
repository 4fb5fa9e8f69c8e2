import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';

import { Participant } from '../chats/chat.entity.js';
import type { StoredData } from '../contract/rules/custom-data.js';
import type { ReportReason } from '../contract/views/report.view.js';
import { Message } from './message.entity.js';

/** One participant's emoji on one message. */
@Entity('reactions')
export class Reaction {
  @PrimaryColumn('uuid', { name: 'chat_id', primaryKeyConstraintName: 'reactions_pkey' })
  chatId!: string;

  @PrimaryColumn('uuid', { name: 'message_id', primaryKeyConstraintName: 'reactions_pkey' })
  messageId!: string;

  @ManyToOne(() => Message, { onDelete: 'CASCADE' })
  @JoinColumn([
    { name: 'chat_id', referencedColumnName: 'chatId', foreignKeyConstraintName: 'reactions_message_fkey' },
    { name: 'message_id', referencedColumnName: 'id', foreignKeyConstraintName: 'reactions_message_fkey' },
  ])
  message!: Message;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'reactions_pkey', collation: 'C' })
  emoji!: string;

  @PrimaryColumn('uuid', { name: 'participant_id', primaryKeyConstraintName: 'reactions_pkey' })
  participantId!: string;

  @ManyToOne(() => Participant, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'participant_id', foreignKeyConstraintName: 'reactions_participant_id_fkey' })
  participant!: Participant;

  /** The `rev` of the chat at which it was added. */
  @Column('integer')
  rev!: number;
}

/** One participant's choice of one option of a poll. It is kept when they leave the chat. */
@Entity('votes')
@Index('votes_participant_id_idx', ['participantId'])
export class Vote {
  @PrimaryColumn('uuid', { name: 'chat_id', primaryKeyConstraintName: 'votes_pkey' })
  chatId!: string;

  @PrimaryColumn('uuid', { name: 'message_id', primaryKeyConstraintName: 'votes_pkey' })
  messageId!: string;

  @ManyToOne(() => Message, { onDelete: 'CASCADE' })
  @JoinColumn([
    { name: 'chat_id', referencedColumnName: 'chatId', foreignKeyConstraintName: 'votes_message_fkey' },
    { name: 'message_id', referencedColumnName: 'id', foreignKeyConstraintName: 'votes_message_fkey' },
  ])
  message!: Message;

  @PrimaryColumn('uuid', { name: 'participant_id', primaryKeyConstraintName: 'votes_pkey' })
  participantId!: string;

  @ManyToOne(() => Participant, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'participant_id', foreignKeyConstraintName: 'votes_participant_id_fkey' })
  participant!: Participant;

  /** The id of the option. */
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'votes_pkey' })
  option!: string;
}

/** One participant's star on one message. */
@Entity('stars')
export class Star {
  @PrimaryColumn('uuid', { name: 'chat_id', primaryKeyConstraintName: 'stars_pkey' })
  chatId!: string;

  @PrimaryColumn('uuid', { name: 'participant_id', primaryKeyConstraintName: 'stars_pkey' })
  participantId!: string;

  @ManyToOne(() => Participant, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'participant_id', foreignKeyConstraintName: 'stars_participant_id_fkey' })
  participant!: Participant;

  @PrimaryColumn('uuid', { name: 'message_id', primaryKeyConstraintName: 'stars_pkey' })
  messageId!: string;

  @ManyToOne(() => Message, { onDelete: 'CASCADE' })
  @JoinColumn([
    { name: 'chat_id', referencedColumnName: 'chatId', foreignKeyConstraintName: 'stars_message_fkey' },
    { name: 'message_id', referencedColumnName: 'id', foreignKeyConstraintName: 'stars_message_fkey' },
  ])
  message!: Message;

  @Column('timestamptz', { name: 'starred_at', default: () => 'now()' })
  starredAt!: Date;
}

/** A message that one participant deleted for themselves. */
@Entity('hidden_messages')
export class HiddenMessage {
  @PrimaryColumn('uuid', { name: 'chat_id', primaryKeyConstraintName: 'hidden_messages_pkey' })
  chatId!: string;

  @PrimaryColumn('uuid', { name: 'participant_id', primaryKeyConstraintName: 'hidden_messages_pkey' })
  participantId!: string;

  @ManyToOne(() => Participant, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'participant_id', foreignKeyConstraintName: 'hidden_messages_participant_id_fkey' })
  participant!: Participant;

  @PrimaryColumn('uuid', { name: 'message_id', primaryKeyConstraintName: 'hidden_messages_pkey' })
  messageId!: string;

  @ManyToOne(() => Message, { onDelete: 'CASCADE' })
  @JoinColumn([
    { name: 'chat_id', referencedColumnName: 'chatId', foreignKeyConstraintName: 'hidden_messages_message_fkey' },
    { name: 'message_id', referencedColumnName: 'id', foreignKeyConstraintName: 'hidden_messages_message_fkey' },
  ])
  message!: Message;

  @Column('timestamptz', { name: 'hidden_at', default: () => 'now()' })
  hiddenAt!: Date;
}

/** A message that somebody reported to the operators. Its content is copied, because the message may be deleted later. */
@Entity('reports')
@Unique('reports_message_key', ['chatId', 'messageId', 'reporterId'])
export class Report {
  /** A UUID of version 7, so that ids are in the order of time. */
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'reports_pkey' })
  id!: string;

  @Column('uuid', { name: 'reporter_id' })
  reporterId!: string;

  @Column('uuid', { name: 'chat_id' })
  chatId!: string;

  @Column('uuid', { name: 'message_id' })
  messageId!: string;

  @Column('text')
  reason!: ReportReason;

  @Column('text', { nullable: true })
  comment!: string | null;

  @Column('uuid', { name: 'sender_id' })
  senderId!: string;

  @Column('text')
  body!: string;

  @Column('text', { name: 'media_urls', array: true })
  mediaUrls!: string[];

  @Column('jsonb', { nullable: true })
  data!: StoredData | null;

  @Column('timestamptz', { name: 'said_at' })
  saidAt!: Date;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}

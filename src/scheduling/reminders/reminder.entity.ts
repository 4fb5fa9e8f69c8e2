import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

import { Participant } from '../../chats/participants/participant.entity.js';
import { Message } from '../../messages/message.entity.js';

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

  /** Null while it is to come. */
  @Column('timestamptz', { name: 'reminded_at', nullable: true })
  remindedAt!: Date | null;
}

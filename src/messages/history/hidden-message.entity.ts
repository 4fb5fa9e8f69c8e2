import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

import { Participant } from '../../chats/participants/participant.entity.js';
import { Message } from '../message.entity.js';

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

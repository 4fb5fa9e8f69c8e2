import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

import { Participant } from '../../chats/participants/participant.entity.js';
import { Message } from '../message.entity.js';

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

  /** The chat's `rev` at which it was given. */
  @Column('integer')
  rev!: number;
}

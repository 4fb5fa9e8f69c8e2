import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

import { Participant } from '../../chats/participants/participant.entity.js';
import { Message } from '../message.entity.js';

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

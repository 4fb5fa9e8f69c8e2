import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

import { Participant } from '../../chats/participants/participant.entity.js';
import { Message } from '../message.entity.js';

/** One participant's choice of one option of a poll. Kept when they leave: what was chosen stays chosen. */
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

  /** The option's id. */
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'votes_pkey' })
  option!: string;
}

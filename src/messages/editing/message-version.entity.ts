import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

import { Message } from '../message.entity.js';

/** A text of a message that an edit replaced. */
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

  @Column('timestamptz', { name: 'written_at' })
  writtenAt!: Date;
}

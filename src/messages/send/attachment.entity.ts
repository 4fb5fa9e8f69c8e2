import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

import { Media } from '../../media/media.entity.js';
import { Message } from '../message.entity.js';

/** An upload that a message carries: who is in that message's chat may see the file. */
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

import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

import { Media } from '../../media/media.entity.js';
import { ScheduledMessage } from './scheduled-message.entity.js';

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

import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

import type { ReportReason } from '../../contract/views/report.view.js';

/** A message that somebody reported to the operators, copied as it was then: it may be deleted since. */
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

  @Column('timestamptz', { name: 'said_at' })
  saidAt!: Date;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}

import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

import type { MediaKind } from '../contract/views/message.view.js';
import { User } from '../users/user.entity.js';

/** An uploaded file. Its bytes are in the media storage under the same id. */
@Entity('media')
@Index('media_created_at_idx', ['createdAt'])
@Index('media_owner_idx', ['ownerId', 'uploadedAt'])
export class Media {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'media_pkey' })
  id!: string;

  @Column('uuid', { name: 'owner_id' })
  ownerId!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'owner_id', foreignKeyConstraintName: 'media_owner_id_fkey' })
  owner!: User;

  @Column('text')
  kind!: MediaKind;

  @Column('text', { nullable: true })
  name!: string | null;

  @Column('text', { name: 'mime_type' })
  mimeType!: string;

  /** Bytes, counted while storing. */
  @Column('bigint', { transformer: { from: Number, to: (size: number) => size } })
  size!: number;

  @Column('bytea')
  sha256!: Buffer;

  /** When it was uploaded, or when the last message or group stopped showing it. The sweep removes an unused upload a day later. */
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  /** When it was uploaded. The daily limit counts by it. */
  @Column('timestamptz', { name: 'uploaded_at', default: () => 'now()' })
  uploadedAt!: Date;
}

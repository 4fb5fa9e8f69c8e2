import { Column, Entity, Index, JoinColumn, ManyToOne, OneToOne, PrimaryColumn, Unique } from 'typeorm';

import type { MediaKind, MediaReason, MediaStatus } from '../contract/views/message.view.js';
import { User } from '../users/user.entity.js';

/** PostgreSQL gives a bigint as text. */
const number = { from: Number, to: (value: number) => value };

/** What a content is for: it decides how a picture is processed. */
export type MediaPurpose = 'message' | 'avatar';

/** The content of uploads. The same bytes are stored once for each owner. */
@Entity('media_contents')
@Unique('media_contents_bytes_key', ['ownerId', 'sha256', 'mimeType', 'purpose'])
@Index('media_contents_rejected_idx', ['reason'], { where: `status = 'rejected'` })
export class MediaContent {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'media_contents_pkey' })
  id!: string;

  @Column('uuid', { name: 'owner_id' })
  ownerId!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'owner_id', foreignKeyConstraintName: 'media_contents_owner_id_fkey' })
  owner!: User;

  @Column('text')
  purpose!: MediaPurpose;

  @Column('text')
  kind!: MediaKind;

  /** The type of what was uploaded. Processing may serve another. */
  @Column('text', { name: 'mime_type' })
  mimeType!: string;

  /** Bytes of what was uploaded, counted while storing. */
  @Column('bigint', { transformer: number })
  size!: number;

  /** Of what was uploaded. */
  @Column('bytea')
  sha256!: Buffer;

  @Column('text')
  status!: MediaStatus;

  /** Why it was rejected. */
  @Column('text', { nullable: true })
  reason!: MediaReason | null;

  @Column('int', { nullable: true })
  width!: number | null;

  @Column('int', { nullable: true })
  height!: number | null;

  /** Seconds. */
  @Column('float8', { nullable: true })
  duration!: number | null;

  /** A thumbhash in base64. */
  @Column('text', { nullable: true })
  placeholder!: string | null;

  /** 64 loudness values from 0 to 255. */
  @Column('bytea', { nullable: true })
  waveform!: Buffer | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  /** Read by `uploadsWithObjects`. */
  objects?: MediaObject[];
}

/** `upload` is what the owner sent; it is removed when processing is over. The others are served. */
export type MediaVariant = 'upload' | 'original' | 'preview' | 'thumb';

/** An object in the media storage. Its bytes never change: another result is another object. */
@Entity('media_objects')
@Unique('media_objects_variant_key', ['contentId', 'variant'])
export class MediaObject {
  /** Its key in the storage. */
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'media_objects_pkey' })
  id!: string;

  @Column('uuid', { name: 'content_id' })
  contentId!: string;

  @ManyToOne(() => MediaContent, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'content_id', foreignKeyConstraintName: 'media_objects_content_id_fkey' })
  content!: MediaContent;

  @Column('text')
  variant!: MediaVariant;

  @Column('text', { name: 'mime_type' })
  mimeType!: string;

  /** Bytes. */
  @Column('bigint', { transformer: number })
  size!: number;

  @Column('bytea')
  sha256!: Buffer;

  @Column('int', { nullable: true })
  width!: number | null;

  @Column('int', { nullable: true })
  height!: number | null;
}

/** An upload: a content under the name that its owner gave it. */
@Entity('media')
@Index('media_created_at_id_idx', ['createdAt', 'id'])
@Index('media_owner_idx', ['ownerId', 'uploadedAt'])
@Index('media_content_id_idx', ['contentId'])
export class Media {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'media_pkey' })
  id!: string;

  @Column('uuid', { name: 'owner_id' })
  ownerId!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'owner_id', foreignKeyConstraintName: 'media_owner_id_fkey' })
  owner!: User;

  @Column('uuid', { name: 'content_id' })
  contentId!: string;

  @ManyToOne(() => MediaContent, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'content_id', foreignKeyConstraintName: 'media_content_id_fkey' })
  content!: MediaContent;

  @Column('text', { nullable: true })
  name!: string | null;

  /** When it was uploaded, or when the last message or group stopped showing it. The sweep removes an unused upload a day later. */
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  /** When it was uploaded. */
  @Column('timestamptz', { name: 'uploaded_at', default: () => 'now()' })
  uploadedAt!: Date;
}

const WAITING = 'processed_at is null and failed_at is null';

/** That a content must be processed, and then shown in the messages that carry it. The row is removed when both are done. */
@Entity('media_jobs')
@Index('media_jobs_turn_idx', ['isBackground', 'turn', 'runAt'], { where: WAITING })
@Index('media_jobs_owner_idx', ['ownerId', 'turn'], { where: `${WAITING} and not is_background` })
@Index('media_jobs_repeat_idx', ['runAt'], { where: 'processed_at is not null and failed_at is null' })
@Index('media_jobs_due_idx', ['leasedUntil', 'runAt'], { where: 'failed_at is null' })
@Index('media_jobs_failed_idx', ['failedAt'], { where: 'failed_at is not null' })
export class MediaJob {
  @PrimaryColumn('uuid', { name: 'content_id', primaryKeyConstraintName: 'media_jobs_pkey' })
  contentId!: string;

  @OneToOne(() => MediaContent, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'content_id', foreignKeyConstraintName: 'media_jobs_content_id_fkey' })
  content!: MediaContent;

  /** The owner of the content. Null if an earlier version of the server added the job. */
  @Column('uuid', { name: 'owner_id', nullable: true })
  ownerId!: string | null;

  /** Jobs are begun in the order of their turns. An owner has one job of each turn. */
  @Column('bigint', { default: 0, transformer: number })
  turn!: number;

  /** Done after all others, as are the uploads from before there was processing. */
  @Column('boolean', { name: 'is_background', default: false })
  isBackground!: boolean;

  @Column('timestamptz', { name: 'run_at', default: () => 'now()' })
  runAt!: Date;

  /** When the content became ready or was rejected. What is left is to show that in the messages that carry it. */
  @Column('timestamptz', { name: 'processed_at', nullable: true })
  processedAt!: Date | null;

  /** How often it was begun since the last success. */
  @Column('int', { default: 0 })
  attempts!: number;

  /** How often its process was ended because it took more memory or time than a file may take. */
  @Column('int', { name: 'limit_kills', default: 0 })
  limitKills!: number;

  /** The run that holds it; it belongs to nobody once `leasedUntil` has passed. */
  @Column('uuid', { nullable: true })
  lease!: string | null;

  @Column('timestamptz', { name: 'leased_until', nullable: true })
  leasedUntil!: Date | null;

  /** Why the last run failed. */
  @Column('text', { nullable: true })
  error!: string | null;

  /** When it was given up after its last attempt. An operator may run it again. */
  @Column('timestamptz', { name: 'failed_at', nullable: true })
  failedAt!: Date | null;
}

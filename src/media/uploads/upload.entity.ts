import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

import { User } from '../../users/user.entity.js';

const number = { from: Number, to: (value: number) => value };

/** How much a user uploaded within one hour. It still counts when the uploads are removed. */
@Entity('upload_counts')
export class UploadCount {
  @PrimaryColumn('uuid', { name: 'owner_id', primaryKeyConstraintName: 'upload_counts_pkey' })
  ownerId!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'owner_id', foreignKeyConstraintName: 'upload_counts_owner_id_fkey' })
  owner!: User;

  /** The beginning of the hour. */
  @PrimaryColumn('timestamptz', { primaryKeyConstraintName: 'upload_counts_pkey' })
  hour!: Date;

  @Column('int')
  files!: number;

  @Column('bigint', { transformer: number })
  bytes!: number;
}

/** The sizes of all contents of a user, added up: a user may have 100,000. Every transaction that changes them keeps it. */
@Entity('stored_bytes')
export class StoredBytes {
  @PrimaryColumn('uuid', { name: 'owner_id', primaryKeyConstraintName: 'stored_bytes_pkey' })
  ownerId!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'owner_id', foreignKeyConstraintName: 'stored_bytes_owner_id_fkey' })
  owner!: User;

  @Column('bigint', { default: 0, transformer: number })
  bytes!: number;
}

/**
 * An upload that a client sends in pieces: to this server, where the storage of pieces knows how many bytes have arrived, or directly to the
 * media storage.
 */
@Entity('resumable_uploads')
@Index('resumable_uploads_owner_id_idx', ['ownerId'])
@Index('resumable_uploads_expires_at_idx', ['expiresAt'])
export class ResumableUpload {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'resumable_uploads_pkey' })
  id!: string;

  @Column('uuid', { name: 'owner_id' })
  ownerId!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'owner_id', foreignKeyConstraintName: 'resumable_uploads_owner_id_fkey' })
  owner!: User;

  /** The id of the upload that it becomes. It is decided first, so that finishing twice creates one upload. */
  @Column('uuid', { name: 'media_id' })
  mediaId!: string;

  /** Bytes that the client announced. They count for its limits until it is finished. */
  @Column('bigint', { transformer: number })
  size!: number;

  /** The header `Upload-Metadata` as it was sent; of a direct upload, its name and type in the same form. */
  @Column('text')
  metadata!: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  /** When it became an upload. */
  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt!: Date | null;

  /** The key of the object to which the client sends it directly. Null: it is sent to this server. */
  @Column('uuid', { name: 'direct_key', nullable: true })
  directKey!: string | null;

  /** The id that the media storage gave to a direct upload. Null until the client may send. */
  @Column('text', { name: 'direct_upload_id', nullable: true })
  directUploadId!: string | null;
}

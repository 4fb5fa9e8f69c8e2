import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { Scope } from '../../contract/views/server.view.js';

/** A key of an app's back end. Its secret is stored as a hash only. */
@Entity('api_keys')
export class ApiKey {
  /** Twelve letters and digits. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'api_keys_pkey' })
  id!: string;

  @Column('text')
  name!: string;

  @Column('text', { array: true })
  scopes!: Scope[];

  /** SHA-256. A secret has 256 random bits, so a slow hash would add nothing. */
  @Column('bytea', { name: 'secret_hash' })
  secretHash!: Buffer;

  /** Of the secret before the last rotation; null when there was none. */
  @Column('bytea', { name: 'previous_hash', nullable: true })
  previousHash!: Buffer | null;

  /** Until when that secret is accepted. */
  @Column('timestamptz', { name: 'previous_until', nullable: true })
  previousUntil!: Date | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt!: Date | null;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;

  /** When the newest secret was last used, to the minute; null while it was not. */
  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt!: Date | null;
}

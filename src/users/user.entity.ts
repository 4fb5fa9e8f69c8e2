import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';

import type { StoredData } from '../contract/rules/custom-data.js';
import type { OnlineStatus, Plan, PrivacyChoice, Role } from '../contract/views/user.view.js';

/** A person with an account. */
@Entity('users')
@Unique('users_email_key', ['email'])
@Unique('users_external_id_key', ['externalId'])
@Index('users_folded_name_idx', { synchronize: false })
@Index('users_name_characters_idx', { synchronize: false })
@Index('users_unerased_idx', ['deletedAt'], { where: '((deleted_at IS NOT NULL) AND (erased_at IS NULL))' })
export class User {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'users_pkey' })
  id!: string;

  /** In lower case and NFC, so that one address has one account. Null only for a person of the app. */
  @Column('text', { nullable: true })
  email!: string | null;

  /** The id that the app chose for a person; null for everybody else. */
  @Column('text', { name: 'external_id', nullable: true })
  externalId!: string | null;

  /** When the person last showed that the address is theirs, with a link in a mail to it; null: never. */
  @Column('timestamptz', { name: 'email_verified_at', nullable: true })
  emailVerifiedAt!: Date | null;

  /** argon2id, in PHC string format; null when the person signs in without a password. */
  @Column('text', { name: 'password_hash', select: false, nullable: true })
  passwordHash!: string | null;

  @Column('text')
  name!: string;

  /** The name, folded for search. */
  @Column('text', { name: 'folded_name' })
  foldedName!: string;

  @Column('text', { nullable: true })
  avatar!: string | null;

  @Column('text', { default: 'free' })
  plan!: Plan;

  /** Operators may make the calls for operators. */
  @Column('text', { default: 'person' })
  role!: Role;

  /** Since when the person cannot sign in; null: they can. */
  @Column('timestamptz', { name: 'deactivated_at', nullable: true })
  deactivatedAt!: Date | null;

  /** When the person deleted their account. The row stays, because messages and chats refer to it. */
  @Column('timestamptz', { name: 'deleted_at', nullable: true })
  deletedAt!: Date | null;

  /** When everything was removed that a deleted account had elsewhere: groups, drafts, scheduled messages, the avatar. */
  @Column('timestamptz', { name: 'erased_at', nullable: true })
  erasedAt!: Date | null;

  /** The status the user chose. Others see them as online only while they are also connected. */
  @Column('text', { default: 'online' })
  status!: OnlineStatus;

  @Column('timestamptz', { name: 'last_seen_at', nullable: true })
  lastSeenAt!: Date | null;

  @Column('text', { name: 'who_may_add_me', default: 'everybody' })
  whoMayAddMe!: PrivacyChoice;

  @Column('text', { name: 'who_sees_last_seen', default: 'everybody' })
  whoSeesLastSeen!: PrivacyChoice;

  @Column('jsonb', { nullable: true })
  data!: StoredData | null;

  /** Increases with each change of what others see: name, avatar, who sees `lastSeenAt`. */
  @Column('integer', { default: 0 })
  version!: number;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}

/** One user has blocked another. */
@Entity('blocks')
@Index('blocks_blocked_id_idx', ['blockedId', 'blockerId'])
export class Block {
  @PrimaryColumn('uuid', { name: 'blocker_id', primaryKeyConstraintName: 'blocks_pkey' })
  blockerId!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'blocker_id', foreignKeyConstraintName: 'blocks_blocker_id_fkey' })
  blocker!: User;

  @PrimaryColumn('uuid', { name: 'blocked_id', primaryKeyConstraintName: 'blocks_pkey' })
  blockedId!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'blocked_id', foreignKeyConstraintName: 'blocks_blocked_id_fkey' })
  blocked!: User;

  @Column('timestamptz', { name: 'blocked_at', default: () => 'now()' })
  blockedAt!: Date;
}

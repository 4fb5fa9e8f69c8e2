import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';

import { Chat } from '../chats/chat.entity.js';
import { Media } from '../media/media.entity.js';
import { User } from '../users/user.entity.js';

/**
 * A link by which people join a group. The code is stored in plain text: admins share it again and again, and whoever can read this
 * table can read the group as well.
 */
@Entity('invite_links')
@Unique('invite_links_code_key', ['code'])
@Index('invite_links_chat_id_idx', ['chatId'])
export class InviteLink {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'invite_links_pkey' })
  id!: string;

  @Column('uuid', { name: 'chat_id' })
  chatId!: string;

  @ManyToOne(() => Chat, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'chat_id', foreignKeyConstraintName: 'invite_links_chat_id_fkey' })
  chat!: Chat;

  @Column('text')
  code!: string;

  /** The participant who created it. The link is valid while they have the right to create links. */
  @Column('uuid', { name: 'created_by' })
  createdBy!: string;

  @Column('boolean', { name: 'needs_approval', default: false })
  needsApproval!: boolean;

  /** How many people have joined or asked to join with it. Changed only under the lock of the chat. */
  @Column('integer', { default: 0 })
  uses!: number;

  @Column('integer', { name: 'max_uses', nullable: true })
  maxUses!: number | null;

  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt!: Date | null;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}

/** A request to join a group. The row is deleted when the person joins. */
@Entity('join_requests')
@Index('join_requests_user_id_idx', ['userId'])
export class JoinRequest {
  @PrimaryColumn('uuid', { name: 'chat_id', primaryKeyConstraintName: 'join_requests_pkey' })
  chatId!: string;

  @ManyToOne(() => Chat, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'chat_id', foreignKeyConstraintName: 'join_requests_chat_id_fkey' })
  chat!: Chat;

  @PrimaryColumn('uuid', { name: 'user_id', primaryKeyConstraintName: 'join_requests_pkey' })
  userId!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'join_requests_user_id_fkey' })
  user!: User;

  @Column('timestamptz', { name: 'requested_at', default: () => 'now()' })
  requestedAt!: Date;

  /** Null while nobody has decided. */
  @Column('timestamptz', { name: 'declined_at', nullable: true })
  declinedAt!: Date | null;
}

/**
 * The uploads that are the avatar of a group: the one that is shown, which its participants may read, and the one that will be shown when it
 * is processed.
 */
@Entity('group_avatars')
@Index('group_avatars_media_id_idx', ['mediaId'])
@Index('group_avatars_pending_id_idx', ['pendingId'])
export class GroupAvatar {
  @PrimaryColumn('uuid', { name: 'chat_id', primaryKeyConstraintName: 'group_avatars_pkey' })
  chatId!: string;

  @ManyToOne(() => Chat, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'chat_id', foreignKeyConstraintName: 'group_avatars_chat_id_fkey' })
  chat!: Chat;

  @Column('uuid', { name: 'media_id', nullable: true })
  mediaId!: string | null;

  @ManyToOne(() => Media)
  @JoinColumn({ name: 'media_id', foreignKeyConstraintName: 'group_avatars_media_id_fkey' })
  media!: Media | null;

  /** Its owner is who set it. */
  @Column('uuid', { name: 'pending_id', nullable: true })
  pendingId!: string | null;

  @ManyToOne(() => Media, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'pending_id', foreignKeyConstraintName: 'group_avatars_pending_id_fkey' })
  pending!: Media | null;
}

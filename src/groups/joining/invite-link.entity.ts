import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';

import { Chat } from '../../chats/chat.entity.js';

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

  /** The participant who made it: it works while they may make links. */
  @Column('uuid', { name: 'created_by' })
  createdBy!: string;

  @Column('boolean', { name: 'needs_approval', default: false })
  needsApproval!: boolean;

  /** How many people joined or asked to join by it. Changed only under the lock of the chat. */
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

import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';

import type { ChatType } from '../contract/views/chat.view.js';

/** A conversation, and the counters that number what happens in it. */
@Entity('chats')
@Unique('chats_pair_key', ['pair'])
@Unique('chats_parent_id_root_id_key', ['parentId', 'rootId'])
export class Chat {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'chats_pkey' })
  id!: string;

  @Column('text')
  type!: ChatType;

  @Column('text', { nullable: true })
  title!: string | null;

  @Column('text', { nullable: true })
  avatar!: string | null;

  @Column('text', { nullable: true })
  description!: string | null;

  /** Seconds after which messages are deleted; null: never. */
  @Column('integer', { name: 'message_lifetime', nullable: true })
  messageLifetime!: number | null;

  /** New participants see only messages sent after they joined. */
  @Column('boolean', { name: 'history_hidden', default: false })
  historyHidden!: boolean;

  /** The two user ids of a direct chat in order, so that two people share one chat only. */
  @Column('text', { nullable: true })
  pair!: string | null;

  /** The chat that a thread belongs to; null unless it is a thread. */
  @Column('uuid', { name: 'parent_id', nullable: true })
  parentId!: string | null;

  @ManyToOne(() => Chat, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'parent_id', foreignKeyConstraintName: 'chats_parent_id_fkey' })
  parent!: Chat | null;

  /** The message that a thread is about. */
  @Column('uuid', { name: 'root_id', nullable: true })
  rootId!: string | null;

  @Column('uuid', { name: 'created_by' })
  createdBy!: string;

  /** SHA-256 of title and people as requested: tells a retry from another chat under the same id. */
  @Column('bytea', { name: 'content_hash' })
  contentHash!: Buffer;

  /** Of the last message; moves only under the row's lock. */
  @Column('integer', { name: 'last_seq', default: 0 })
  lastSeq!: number;

  /** Of the last shared change; moves only under the row's lock. */
  @Column('integer', { name: 'last_rev', default: 0 })
  lastRev!: number;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  /** The last message's time. */
  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' })
  updatedAt!: Date;
}

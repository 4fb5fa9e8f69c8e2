import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

import { Chat } from '../../chats/chat.entity.js';

/** Consecutive messages of a chat that share a signature: the block `n` holds the `seq` from `256 n + 1` to `256 n + 256`. */
export const BLOCK_SIZE = 256;

/** Messages of a block whose times are stored together, so that a search by time reads only a part of a block. */
export const PART_SIZE = 32;

/**
 * The signature of one block of a chat: see `docs/decisions/search-by-signatures.md`. A message whose block has no row, or that is not covered by it,
 * is found by reading it.
 */
@Entity('search_blocks')
@Index('search_blocks_unsigned_idx', ['chatId', 'block'], { where: 'signature is null' })
export class SearchBlock {
  @PrimaryColumn('uuid', { name: 'chat_id', primaryKeyConstraintName: 'search_blocks_pkey' })
  chatId!: string;

  @ManyToOne(() => Chat, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'chat_id', foreignKeyConstraintName: 'search_blocks_chat_id_fkey' })
  chat!: Chat;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'search_blocks_pkey' })
  block!: number;

  /** Of the signature (`SIGNATURE_VERSION`); 0 while there is none. */
  @Column('integer', { default: 0 })
  version!: number;

  /** How many messages of the block are in the signature, from its first one. */
  @Column('smallint', { default: 0 })
  covered!: number;

  /** Counts edits and deletions in the block. A signature is stored only if no one happened since its texts were read. */
  @Column('integer', { default: 0 })
  edits!: number;

  /** When the oldest and when the newest message of each part of the block was sent, in microseconds since 1970. */
  @Column('double precision', { array: true, nullable: true })
  oldest!: number[] | null;

  @Column('double precision', { array: true, nullable: true })
  newest!: number[] | null;

  /** 2,048 bytes, a Bloom filter: see `Signature`. */
  @Column('bytea', { nullable: true })
  signature!: Buffer | null;
}

import type { EntityManager } from 'typeorm';

import { BLOCK_SIZE } from './search-block.entity.js';
import { FORGET } from './search.sql.js';

/** The block that a message is in. */
export const blockOf = (seq: number): number => Math.floor((seq - 1) / BLOCK_SIZE);

/** The `seq` of the last message of a full block. */
export const lastSeqOf = (block: number): number => (block + 1) * BLOCK_SIZE;

/**
 * Removes the signatures of the blocks of these messages, because their texts were changed or erased. No trace of the words stays, and search reads
 * the blocks until they are signed again.
 * @param on the transaction that changes the texts
 */
export async function forgetSignature(on: EntityManager, chatId: string, seqs: number[]): Promise<void> {
  await on.query(FORGET, [chatId, [...new Set(seqs.map(blockOf))].sort((a, b) => a - b)]);
}

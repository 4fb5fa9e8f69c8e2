import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

import type { MessageKind } from '../../contract/views/message.view.js';
import { rows } from '../../platform/database/rows.js';
import { BLOCK_SIZE, PART_SIZE } from './search-block.entity.js';
import { OPEN_BLOCK, READ_BLOCK, STORE_SIGNATURE, TO_SIGN } from './search.sql.js';
import { type Feature, Signature, SIGNATURE_VERSION } from './signature.js';

/** Times are in microseconds since 1970. */
interface Block {
  version: number;
  covered: number;
  edits: number;
  signature: Buffer | null;
  oldest: number[];
  newest: number[];
}

interface ToSign {
  seq: number;
  text: string;
  at: number;
  kind: MessageKind;
  hasMedia: boolean;
  hasLink: boolean;
  senderId: string;
}

const EMPTY = { covered: 0, signature: null, oldest: [], newest: [] };

/** Writes the signatures of blocks, off the path of sends. Several nodes may sign the same block: they write the same. */
@Injectable()
export class BlockSigner {
  constructor(private readonly database: DataSource) {}

  /**
   * Adds the messages of a block that its signature does not cover yet. An edit that happens meanwhile is noticed, and the block is left unsigned.
   * @returns whether it covers more messages now
   */
  async sign(chatId: string, block: number): Promise<boolean> {
    await this.database.query(OPEN_BLOCK, [chatId, block]);
    const [stored] = await rows<Block>(this.database, READ_BLOCK, [chatId, block]);
    if (!stored) return false;
    const before = stored.version === SIGNATURE_VERSION ? stored : { ...stored, ...EMPTY };
    const first = block * BLOCK_SIZE;
    const values = [chatId, first + before.covered, first + BLOCK_SIZE];
    const messages = await rows<ToSign>(this.database, TO_SIGN, values);
    if (messages.length === 0) return false;
    const { covered, signature, oldest, newest } = withMessages(before, first, messages);
    const after = [chatId, block, stored.edits, SIGNATURE_VERSION, covered, signature, oldest, newest];
    return (await rows(this.database, STORE_SIGNATURE, after)).length === 1;
  }
}

/** @param messages those behind the covered ones, by `seq` */
function withMessages(before: Pick<Block, keyof typeof EMPTY>, first: number, messages: ToSign[]) {
  const signature = new Signature(before.signature ?? undefined);
  const [oldest, newest] = [[...before.oldest], [...before.newest]];
  let { covered } = before;
  for (const message of messages) {
    if (message.seq !== first + covered + 1) break;
    signature.add(message.text, featuresOf(message));
    const part = Math.floor(covered / PART_SIZE);
    oldest[part] = Math.min(oldest[part] ?? Infinity, message.at);
    newest[part] = Math.max(newest[part] ?? -Infinity, message.at);
    covered++;
  }
  return { covered, signature: signature.bytes, oldest, newest };
}

function featuresOf({ kind, hasMedia, hasLink, senderId }: ToSign): Feature[] {
  return [
    `from ${senderId}`,
    ...(hasMedia ? (['media'] as const) : []),
    ...(hasLink ? (['link'] as const) : []),
    ...(kind === 'poll' ? (['poll'] as const) : []),
  ];
}

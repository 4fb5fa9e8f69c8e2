import { setImmediate as nextTurn } from 'node:timers/promises';

import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

import type { MessageKind } from '../../contract/views/message.view.js';
import { rows } from '../../platform/database/rows.js';
import { BLOCK_SIZE, PART_SIZE } from './search-block.entity.js';
import { OPEN_BLOCK, READ_BLOCKS, STORE_SIGNATURES, TO_SIGN } from './search.sql.js';
import { type Feature, Signature, SIGNATURE_VERSION } from './signature.js';

/** A block of messages of a chat. */
export interface Block {
  chatId: string;
  /** From 0; see `blockOf`. */
  block: number;
}

/** A signature as it is stored. Times are in microseconds since 1970. */
interface Signed {
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
/** Characters that are hashed in one turn of the event loop: about 5 ms. */
const OF_A_TURN = 20_000;

/** Writes the signatures of blocks, off the path of sends. Several nodes may sign the same block: they write the same. */
@Injectable()
export class BlockSigner {
  constructor(private readonly database: DataSource) {}

  /**
   * Adds the messages of some blocks that their signatures do not cover yet. An edit that happens meanwhile is noticed, and its block is left
   * unsigned.
   * @param blocks different ones, few enough that all their messages fit into memory
   * @returns how many of them cover more messages now
   */
  async sign(blocks: Block[]): Promise<number> {
    const before = await this.read(blocks);
    const [chats, numbers] = columns(blocks);
    const above = blocks.map(({ block }, place) => block * BLOCK_SIZE + (before[place]?.covered ?? BLOCK_SIZE));
    const upTo = blocks.map(({ block }) => (block + 1) * BLOCK_SIZE);
    const messages = groups(await rows<ToSign & Placed>(this.database, TO_SIGN, [chats, above, upTo]), blocks.length);
    const after = await withMessages(blocks, before, messages);
    const signed = after.flatMap((one, place) =>
      one ? [{ ...one, chatId: chats[place], block: numbers[place] }] : [],
    );
    if (signed.length === 0) return 0;
    const values = [
      signed.map(({ chatId }) => chatId),
      signed.map(({ block }) => block),
      signed.map(({ edits }) => edits),
      SIGNATURE_VERSION,
      signed.map(({ covered }) => covered),
      signed.map(({ signature }) => signature),
      signed.map(({ oldest }) => `{${oldest.join(',')}}`),
      signed.map(({ newest }) => `{${newest.join(',')}}`),
    ];
    return (await rows(this.database, STORE_SIGNATURES, values)).length;
  }

  /** The signatures as they are stored, in the order of the blocks. A row is made where there is none; undefined for a removed chat. */
  private async read(blocks: Block[]): Promise<(Signed | undefined)[]> {
    const found = await this.find(blocks);
    const missing = blocks.filter((_, place) => !found[place]);
    if (missing.length === 0) return found;
    // One by one: two rows in one transaction could wait for two edits that wait for each other.
    for (const { chatId, block } of missing) await this.database.query(OPEN_BLOCK, [chatId, block]);
    return this.find(blocks);
  }

  private async find(blocks: Block[]): Promise<(Signed | undefined)[]> {
    const found = await rows<Signed & Placed>(this.database, READ_BLOCKS, columns(blocks));
    const byPlace = new Map(found.map((row) => [row.ord, row]));
    return blocks.map((_, place) => {
      const stored = byPlace.get(place + 1);
      return stored && (stored.version === SIGNATURE_VERSION ? stored : { ...stored, ...EMPTY });
    });
  }
}

/** A row that belongs to the block at this place of the question, from 1. */
interface Placed {
  ord: number;
}

const columns = (blocks: Block[]): [string[], number[]] => [
  blocks.map(({ chatId }) => chatId),
  blocks.map(({ block }) => block),
];

function groups<Row extends Placed>(found: Row[], count: number): Row[][] {
  const grouped = Array.from({ length: count }, (): Row[] => []);
  for (const row of found) grouped[row.ord - 1]?.push(row);
  return grouped;
}

/** @returns the new signature of each block; undefined where there is nothing to add */
async function withMessages(
  blocks: Block[],
  before: (Signed | undefined)[],
  messages: ToSign[][],
): Promise<(Signed | undefined)[]> {
  const after: (Signed | undefined)[] = [];
  for (const [place, { block }] of blocks.entries()) {
    const [stored, added] = [before[place], messages[place] ?? []];
    after.push(stored && added.length > 0 ? await withAdded(stored, block * BLOCK_SIZE, added) : undefined);
  }
  return after;
}

/** @param added the messages behind the covered ones, by `seq` @returns undefined when none of them follows */
async function withAdded(stored: Signed, first: number, added: ToSign[]): Promise<Signed | undefined> {
  const signature = new Signature(stored.signature ?? undefined);
  const [oldest, newest] = [[...stored.oldest], [...stored.newest]];
  let { covered } = stored;
  let characters = 0;
  for (const message of added) {
    if (message.seq !== first + covered + 1) break;
    signature.add(message.text, featuresOf(message));
    const part = Math.floor(covered / PART_SIZE);
    oldest[part] = Math.min(oldest[part] ?? Infinity, message.at);
    newest[part] = Math.max(newest[part] ?? -Infinity, message.at);
    covered++;
    characters += message.text.length;
    if (characters < OF_A_TURN) continue;
    characters = 0;
    await nextTurn();
  }
  return covered === stored.covered ? undefined : { ...stored, covered, signature: signature.bytes, oldest, newest };
}

function featuresOf({ kind, hasMedia, hasLink, senderId }: ToSign): Feature[] {
  return [
    `from ${senderId}`,
    ...(hasMedia ? (['media'] as const) : []),
    ...(hasLink ? (['link'] as const) : []),
    ...(kind === 'poll' ? (['poll'] as const) : []),
  ];
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { ChatAccess, type OpenChat } from '../../chats/access/chat-access.js';
import { type SearchMessagesDto, PAGE_SIZE } from '../../contract/dto/message.dto.js';
import type { SearchMeta } from '../../contract/envelope.js';
import type { FoundMessageView } from '../../contract/views/message.view.js';
import { rows } from '../../platform/database/rows.js';
import { Transactions } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { MAX_INT } from '../../contract/rules/validation.js';
import { readWords, writeWords } from '../../platform/text/cursor.js';
import { containing, sought } from '../../platform/text/fold.js';
import { blockOf, lastSeqOf } from './search-blocks.js';
import { FoundMessages } from './found-messages.js';
import { MATCHING_IN_CHAT, RANGES_OF_CHAT } from './search.sql.js';
import { bitsOf, SIGNATURE_VERSION } from './signature.js';

/** Blocks that one answer reads at most: some 46,000 messages. */
const MOST_READ = 180;
/** Blocks whose signatures one answer tests: a few first, as the hits of a common text are there, and then those of four million messages. */
const TESTED = [64, 16_384];
const FIRST_READ = 4;
const GROWTH = 4;
/** Milliseconds. Numbered pages that take longer are refused: each of them walks through those before it. */
const LONGEST = 1_000;

interface Sought {
  chat: OpenChat;
  pattern: string;
  bits: number[];
}

interface Hit {
  id: string;
  seq: number;
}

/** One answer: the hits, and the `seq` below which the search goes on; null at the beginning of the chat. */
interface Step {
  hits: Hit[];
  below: number | null;
}

interface SeqRange {
  above: number;
  upTo: number;
}

/** Searches one chat, newest message first. */
@Injectable()
export class ChatSearch {
  constructor(
    private readonly access: ChatAccess,
    private readonly transactions: Transactions,
    private readonly found: FoundMessages,
  ) {}

  /**
   * Messages that contain the text, newest first, at most 20. An answer reads a bounded number of messages: it may have fewer hits and still have
   * `meta.next`, from which the search goes on. Page n is the answer that n - 1 steps along `meta.next` lead to.
   * @throws AppError chat.not_found, request.invalid, overloaded
   */
  async page(
    userId: string,
    chatId: string,
    { q, page, cursor }: SearchMessagesDto,
  ): Promise<{ data: FoundMessageView[]; meta: SearchMeta }> {
    const below = cursor === undefined ? null : readCursor(cursor);
    const chat = await this.access.open(userId, chatId);
    const text = sought(q);
    const wanted = { chat, pattern: containing(text), bits: bitsOf([text], []) };
    const step = await this.transactions.search((on) =>
      walk(on, wanted, below ?? chat.lastSeq + 1, below === null ? (page ?? 1) : 1),
    );
    const { chatId: id, participantId, lastSeq } = chat;
    const hits = step.hits.map(({ id: messageId }) => ({ chatId: id, participantId, messageId }));
    const next = step.below === null ? null : writeWords([String(step.below)]);
    const meta = {
      page: below === null ? (page ?? 1) : null,
      perPage: PAGE_SIZE,
      lastSeq,
      hasMore: next !== null,
      next,
    };
    return { data: await this.found.views(hits, [text]), meta };
  }
}

/** Takes so many steps, and answers the last one. @throws AppError overloaded after a second */
async function walk(on: EntityManager, wanted: Sought, from: number, steps: number): Promise<Step> {
  const begun = performance.now();
  let step: Step = { hits: [], below: from };
  for (let taken = 0; taken < steps; taken++) {
    if (step.below === null) return { hits: [], below: null };
    if (performance.now() - begun > LONGEST) throw new AppError('overloaded');
    step = await takeStep(on, wanted, step.below);
  }
  return step;
}

async function takeStep(on: EntityManager, wanted: Sought, below: number): Promise<Step> {
  const hits: Hit[] = [];
  const oldest = blockOf(wanted.chat.hiddenSeq + 1);
  let newest = blockOf(Math.min(below - 1, wanted.chat.lastSeq));
  let left = MOST_READ;
  for (const window of TESTED) {
    if (newest < oldest) break;
    const from = Math.max(oldest, newest - window + 1);
    const ranges = await rangesOf(on, wanted, [from, newest], left + 1);
    const [read, unread] = [ranges.slice(0, left), ranges[left]];
    const limit = PAGE_SIZE + 1 - hits.length;
    // What has few hits in the newest blocks has about one in each block that may have it.
    const first = window === TESTED[0] ? FIRST_READ : limit;
    hits.push(...(await firstHits(on, wanted, read, { below, limit, first })));
    if (hits.length > PAGE_SIZE) return { hits: hits.slice(0, PAGE_SIZE), below: hits[PAGE_SIZE - 1]?.seq ?? null };
    if (unread) return { hits, below: unread.upTo + 1 };
    left -= read.length;
    newest = from - 1;
  }
  return { hits, below: newest < oldest ? null : lastSeqOf(newest) + 1 };
}

/** @param blocks the oldest and the newest */
function rangesOf(
  on: EntityManager,
  { chat, bits }: Sought,
  blocks: [number, number],
  limit: number,
): Promise<SeqRange[]> {
  return rows(on, RANGES_OF_CHAT, [chat.chatId, ...blocks, bits, SIGNATURE_VERSION, chat.lastSeq, limit]);
}

/** Reads ranges in batches until there are enough hits: a common text has them in the first ones. */
async function firstHits(
  on: EntityManager,
  { chat, pattern }: Sought,
  ranges: SeqRange[],
  { below, limit, first }: { below: number; limit: number; first: number },
): Promise<Hit[]> {
  const hits: Hit[] = [];
  let read = 0;
  while (read < ranges.length && hits.length < limit) {
    const some = ranges.slice(read, read + (read === 0 ? first : sizeOfBatch(read, hits.length, limit)));
    const places = [some.map(({ above }) => above), some.map(({ upTo }) => upTo)];
    const values = [chat.chatId, chat.participantId, [pattern], ...places, below, limit - hits.length];
    hits.push(...(await rows<Hit>(on, MATCHING_IN_CHAT, values)));
    read += some.length;
  }
  return hits;
}

/** How many ranges to read next: some more than the hits so far let expect. */
function sizeOfBatch(read: number, found: number, wanted: number): number {
  return Math.ceil(Math.min(read * GROWTH, (1.2 * read * (wanted - found)) / Math.max(found, 0.5)));
}

function readCursor(cursor: string): number {
  const [below] = readWords<[string]>(cursor, [isSeq]);
  return Number(below);
}

const isSeq = (word: string): boolean => /^[1-9]\d{0,9}$/.test(word) && Number(word) <= MAX_INT;

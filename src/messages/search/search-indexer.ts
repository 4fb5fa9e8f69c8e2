import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { DataSource } from 'typeorm';

import type { Push } from '../../contract/events.js';
import type { SharedMessageView } from '../../contract/views/message.view.js';
import { rows } from '../../platform/database/rows.js';
import { type Change, EventBus, type Subscription } from '../../platform/events/event-bus.js';
import { type Block, BlockSigner } from './block-signer.js';
import { blockOf } from './search-blocks.js';
import { UNSIGNED } from './search.sql.js';
import { SIGNATURE_VERSION } from './signature.js';

const SECOND = 1000;
const SIGN_EVERY = 2 * SECOND;
/** Complete blocks are signed soon. The last block of a chat is signed when the chat has been at rest for this time, so that each message is signed once. */
const AT_REST = 300 * SECOND;
/** Blocks that are signed together: at most 8,192 messages. */
const SIGNED_AT_ONCE = 32;
/** Chats whose new messages this node remembers. The sweep finds the others. */
const MOST_CHATS = 10_000;

const SWEEP_EVERY = 600 * SECOND;
const CHATS_AT_ONCE = 500;
const BLOCKS_AT_ONCE = 256;
const BEGINNING = '00000000-0000-0000-0000-000000000000';

/** What was written in a chat since its blocks were last signed. */
interface Unsigned {
  blocks: Set<number>;
  /** The blocks before this one are complete. */
  open: number;
  /** When the last message was written, in milliseconds of `performance.now()`. */
  lastAt: number;
}

/**
 * Keeps the signatures up to date: soon for the messages that this node stored, and with a sweep for what a crash, an edit or a new version left
 * unsigned. Search never depends on it: what is unsigned is read.
 */
@Injectable()
export class SearchIndexer implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(SearchIndexer.name);
  private readonly unsigned = new Map<string, Unsigned>();
  private work: Promise<void> = Promise.resolve();
  private subscription?: Subscription;
  private stopped = false;

  constructor(
    private readonly signer: BlockSigner,
    private readonly bus: EventBus,
    private readonly database: DataSource,
  ) {}

  onApplicationBootstrap(): void {
    this.stopped = false;
    this.subscription = this.bus.localChanges.subscribe((change) => this.note(change));
    void this.inTurn(() => this.sweep());
  }

  /** Finishes the current block. */
  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    this.subscription?.unsubscribe();
    await this.work;
  }

  /** Signs the complete blocks, and all blocks of chats at rest. */
  @Interval(SIGN_EVERY)
  async signNew(): Promise<void> {
    await this.inTurn(async () => {
      await this.signAll(this.takeDue(performance.now()));
    });
  }

  /** Signs whatever is unsigned in all chats. Runs at start and every ten minutes. */
  @Interval(SWEEP_EVERY)
  async sweepAll(): Promise<void> {
    await this.inTurn(() => this.sweep());
  }

  private note(change: Change): void {
    const message = 'push' in change ? writtenMessage(change.push) : null;
    if (!message) return;
    const { chatId, seq } = message;
    const before = this.unsigned.get(chatId);
    if (!before && this.unsigned.size >= MOST_CHATS) return;
    const { blocks, open } = before ?? { blocks: new Set(), open: 0 };
    const lastAt = performance.now();
    this.unsigned.set(chatId, { blocks: blocks.add(blockOf(seq)), open: Math.max(open, blockOf(seq + 1)), lastAt });
  }

  /** The blocks that are to be signed now. They are not remembered any more. */
  private takeDue(now: number): Block[] {
    const due: Block[] = [];
    for (const [chatId, { blocks, open, lastAt }] of this.unsigned) {
      const isAtRest = now - lastAt >= AT_REST;
      for (const block of blocks) {
        if (!isAtRest && block >= open) continue;
        blocks.delete(block);
        due.push({ chatId, block });
      }
      if (blocks.size === 0) this.unsigned.delete(chatId);
    }
    return due;
  }

  /** @returns how many blocks cover more messages now */
  private async signAll(blocks: Block[]): Promise<number> {
    let signed = 0;
    for (let from = 0; from < blocks.length && !this.stopped; from += SIGNED_AT_ONCE) {
      signed += await this.signer.sign(blocks.slice(from, from + SIGNED_AT_ONCE));
    }
    return signed;
  }

  private async sweep(): Promise<void> {
    for (let after: string | null = BEGINNING; after !== null && !this.stopped;) after = await this.sweepSome(after);
  }

  /** @returns the chat to continue after; null at the end */
  private async sweepSome(after: string): Promise<string | null> {
    const values = [after, SIGNATURE_VERSION, CHATS_AT_ONCE, BLOCKS_AT_ONCE];
    const found = await rows<{ chatId: string | null; block: number; last: string | null }>(
      this.database,
      UNSIGNED,
      values,
    );
    const blocks = found.filter((one): one is Block & { last: null } => one.chatId !== null);
    const signed = await this.signAll(blocks);
    const last = found.find(({ chatId }) => chatId === null)?.last ?? null;
    return blocks.length === BLOCKS_AT_ONCE && signed > 0 ? after : last;
  }

  /** Runs one piece of work after the other. A failure is logged; the sweep tries again. */
  private inTurn(task: () => Promise<void>): Promise<void> {
    this.work = this.work
      .then(() => (this.stopped ? undefined : task()))
      .catch((err: unknown) => {
        this.logger.warn({ err }, 'search signatures could not be written');
      });
    return this.work;
  }
}

/** The message that a push announces as new, changed or deleted; null for any other push. */
function writtenMessage(push: Push): Pick<SharedMessageView, 'chatId' | 'seq'> | null {
  const { event } = push;
  return event === 'message.created' || event === 'message.updated' || event === 'message.deleted'
    ? push.payload
    : null;
}

import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { DataSource } from 'typeorm';

import type { Push } from '../../contract/events.js';
import type { SharedMessageView } from '../../contract/views/message.view.js';
import { rows } from '../../platform/database/rows.js';
import { type Change, EventBus, type Subscription } from '../../platform/events/event-bus.js';
import { BlockSigner } from './block-signer.js';
import { blockOf } from './search-blocks.js';
import { UNSIGNED } from './search.sql.js';
import { SIGNATURE_VERSION } from './signature.js';

const SECOND = 1000;
const SIGN_EVERY = 2 * SECOND;
/** A chat that is written in is signed when this many messages are unsigned, and a chat at rest after this time, however few there are. */
const SIGNED_AT = 64;
const AT_REST = 30 * SECOND;
/** Chats whose new messages this node remembers. The sweep finds the others. */
const MOST_CHATS = 10_000;

const SWEEP_EVERY = 600 * SECOND;
const CHATS_AT_ONCE = 500;
const BLOCKS_AT_ONCE = 256;
const BEGINNING = '00000000-0000-0000-0000-000000000000';

/** What was written in a chat since its blocks were last signed. */
interface Unsigned {
  blocks: Set<number>;
  messages: number;
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

  /** Signs the chats that have many unsigned messages, or that are at rest. */
  @Interval(SIGN_EVERY)
  async signNew(): Promise<void> {
    await this.inTurn(async () => {
      const now = performance.now();
      for (const [chatId, { blocks, messages, lastAt }] of this.unsigned) {
        if (this.stopped) return;
        if (messages < SIGNED_AT && now - lastAt < AT_REST) continue;
        this.unsigned.delete(chatId);
        for (const block of blocks) await this.signer.sign(chatId, block);
      }
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
    const { blocks, messages } = before ?? { blocks: new Set(), messages: 0 };
    this.unsigned.set(chatId, { blocks: blocks.add(blockOf(seq)), messages: messages + 1, lastAt: performance.now() });
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
    const blocks = found.filter((one): one is { chatId: string; block: number; last: null } => one.chatId !== null);
    let signed = 0;
    for (const { chatId, block } of blocks) {
      if (this.stopped) return null;
      if (await this.signer.sign(chatId, block)) signed++;
    }
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

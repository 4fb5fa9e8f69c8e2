import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';

import { ConsistencyChecks } from '../../platform/health/checks.js';
import { Journal, type ReadMove } from '../../platform/database/journal.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { Metrics } from '../../platform/metrics/metrics.js';
import { Sockets } from '../delivery/sockets.js';
import { ChatFeeds } from './chat-feeds.js';

const EVERY = 1_000;
/** The journal forgets after ten minutes; who was away from it for nearly as long may have missed something. */
const TOO_LONG = 7 * 60_000;

/**
 * Once a second reads in the journal what moved, and brings up what no hint told: a push, a membership, the end of a
 * session. Its cost follows what moved, not how much there is.
 */
@Injectable()
export class JournalCatchUp implements OnModuleInit {
  private readonly logger = new Logger(JournalCatchUp.name);
  private from?: string;
  /** Moves that the next reading finds again. */
  private seen = new Set<string>();
  private readAt = 0;
  private reading = false;

  constructor(
    private readonly journal: Journal,
    private readonly bus: EventBus,
    private readonly feeds: ChatFeeds,
    private readonly sockets: Sockets,
  ) {}

  /** Before the first socket comes in: what is committed later is found by the readings. */
  async onModuleInit(): Promise<void> {
    this.from = await this.journal.now();
    this.readAt = Date.now();
  }

  @Interval(EVERY)
  async heal(): Promise<void> {
    if (this.reading || this.from === undefined) return;
    this.reading = true;
    try {
      await this.read(this.from);
    } catch (err) {
      this.logger.warn({ err }, 'the journal could not be read');
    } finally {
      this.reading = false;
    }
  }

  private async read(from: string): Promise<void> {
    const silence = Date.now() - this.readAt;
    const { moves, next } = await this.journal.since(from, silence);
    const missed = silence > TOO_LONG;
    // A database that was restored counts its transactions from further back: nothing held is sure to be true.
    if (missed || BigInt(next) < BigInt(from)) this.beginAnew();
    for (const move of moves) if (!this.seen.has(move.xid)) this.bringUp(move);
    this.seen = new Set(moves.map(({ xid }) => xid).filter((xid) => BigInt(xid) >= BigInt(next)));
    this.from = next;
    this.readAt = Date.now();
  }

  private bringUp({ chatIds, revs, userIds, sessionIds }: ReadMove): void {
    chatIds.forEach((chatId, place) => {
      const rev = revs[place] ?? 0;
      this.feeds.reach(chatId, rev);
      const push = { event: 'chat.created' as const, chatId, newcomers: userIds, rev };
      if (userIds.length > 0) this.bus.tell({ push }, 'elsewhere');
    });
    for (const sessionId of sessionIds) this.bus.tell({ session: { sessionId } }, 'elsewhere');
  }

  /** Every client comes back, and takes the truth from the tables. */
  private beginAnew(): void {
    this.logger.warn('the journal has a gap: all sockets are closed, so that their clients begin anew');
    this.sockets.each((socket) => socket.conn.close());
  }
}

const CHECK_EVERY = 1_000;
/** Ten seconds of a very hot chat: a feed that is further behind does not come nearer. */
const TOO_FAR = 10_000;

/** Feeds keep up with their chats. */
@Injectable()
export class FeedChecks implements OnModuleInit {
  constructor(
    private readonly feeds: ChatFeeds,
    private readonly checks: ConsistencyChecks,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.checks.add('feeds keep up', () => ({ looked: this.feeds.count, violations: this.feeds.behindBy(TOO_FAR) }));
  }

  @Interval(CHECK_EVERY)
  measure(): void {
    this.metrics.feedLag.set(this.feeds.lag);
  }
}

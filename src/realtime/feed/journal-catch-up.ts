import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';

import { ConsistencyChecks } from '../../platform/health/checks.js';
import { Journal, type ReadMove } from '../../platform/database/journal.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { Metrics } from '../../platform/metrics/metrics.js';
import { Sockets } from '../delivery/sockets.js';
import { ChatFeeds } from './chat-feeds.js';

const EVERY = 1_000;
/**
 * Milliseconds without a read after which moves may have been missed. The journal has those of ten minutes by the start of their
 * transaction, and none of our transactions takes three minutes.
 */
const TOO_LONG = 7 * 60_000;

/**
 * Reads the journal once a second and makes up for lost hints: of pushes, of new participants and of ended sessions. Its cost depends on
 * the number of changes, not on the size of the database.
 */
@Injectable()
export class JournalCatchUp implements OnModuleInit {
  private readonly logger = new Logger(JournalCatchUp.name);
  private from?: string;
  private readAt = 0;
  private reading = false;

  constructor(
    private readonly journal: Journal,
    private readonly bus: EventBus,
    private readonly feeds: ChatFeeds,
    private readonly sockets: Sockets,
  ) {}

  /** Runs before the first socket connects: the reads find everything that is committed later. */
  async onModuleInit(): Promise<void> {
    this.from = await this.journal.now();
    this.readAt = Date.now();
  }

  @Interval(EVERY)
  async catchUp(): Promise<void> {
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
    const { moves, next } = await this.journal.since(from);
    const missed = silence > TOO_LONG;
    // A restored database has lower transaction ids. Anything that clients hold may be wrong then.
    if (missed || endOf(next) < endOf(from)) this.closeAllSockets();
    for (const move of moves) this.apply(move);
    this.from = next;
    this.readAt = Date.now();
  }

  private apply({ chatIds, revs, userIds, sessionIds }: ReadMove): void {
    chatIds.forEach((chatId, place) => {
      const rev = revs[place] ?? 0;
      this.feeds.advanceTo(chatId, rev);
      const push = { event: 'chat.created' as const, chatId, newcomers: userIds, rev };
      if (userIds.length > 0) this.bus.emit({ push }, 'elsewhere');
    });
    for (const sessionId of sessionIds) this.bus.emit({ session: { sessionId } }, 'elsewhere');
  }

  /** Closes all sockets: the clients reconnect and sync. */
  private closeAllSockets(): void {
    this.logger.warn('the journal has a gap: all sockets are closed, so that their clients begin anew');
    this.sockets.each((socket) => socket.conn.close());
  }
}

/** The first transaction id that a position has not seen. @param position a snapshot of PostgreSQL: `xmin:xmax:xip` */
const endOf = (position: string): bigint => BigInt(position.split(':')[1] ?? 0);

const CHECK_EVERY = 1_000;
/** As many revs as a very busy chat gets in ten seconds. A feed that is further behind will not catch up. */
const TOO_FAR = 10_000;

/** Measures the lag of the feeds, and checks that none is too far behind its chat. */
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

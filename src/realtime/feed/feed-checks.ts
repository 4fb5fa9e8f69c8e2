import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';

import { ConsistencyChecks } from '../../platform/consistency-checks.js';
import { Metrics } from '../../platform/metrics/metrics.js';
import { ChatFeeds } from './chat-feeds.js';

const EVERY = 1_000;
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

  @Interval(EVERY)
  measure(): void {
    this.metrics.feedLag.set(this.feeds.lag);
  }
}

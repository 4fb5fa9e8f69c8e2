import { randomBytes } from 'node:crypto';

import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';

import type { Push } from '../../contract/events.js';
import { EventBus, type News } from '../../platform/events/event-bus.js';
import { FailureGuard } from '../../platform/failure-guard.js';
import { RedisLink } from '../../platform/redis/redis-link.js';
import { ChatFeeds } from '../feed/chat-feeds.js';
import { readHint } from './hint-reader.js';

/** A node speaks on one of these, so that a cluster of Redis servers can share the work. */
const CHANNELS = 64;
const NOT_OF_A_CHAT = '-';
/** For the metric and the log. */
const HINTS = 'redis hints';

/**
 * Tells the other nodes what is published on this one, and publishes here what they tell. What is published in one turn,
 * such as a whole batch of messages, goes as one. A hint may be lost: what is numbered is then read from the tables,
 * everything else is seen at the next sync.
 */
@Injectable()
export class NodeHints implements OnModuleInit {
  /** Redis brings back what one sent oneself. */
  private readonly name = randomBytes(6);
  private readonly node = this.name.toString('base64url');
  /** Of this turn: the node, and a line for each. */
  private lines: string[] = [];

  constructor(
    @Inject(RedisLink) private readonly redis: RedisLink | null,
    private readonly bus: EventBus,
    private readonly feeds: ChatFeeds,
    private readonly guard: FailureGuard,
  ) {}

  onModuleInit(): void {
    if (!this.redis) return;
    this.bus.news.subscribe((news) => this.pass(news));
    const channels = Array.from({ length: CHANNELS }, (_, number) => this.channel(number));
    this.redis.listen(HINTS, channels, (text) => this.hear(text));
  }

  private channel(number: number): string {
    return this.redis?.key(`hints:${number}`) ?? '';
  }

  /** JSON has no line breaks of its own. */
  private pass(news: News): void {
    if (!this.redis?.isUp) return;
    if (this.lines.length === 0) queueMicrotask(() => this.send());
    this.lines.push(`${chatOf(news) ?? NOT_OF_A_CHAT} ${JSON.stringify(news)}`);
  }

  private send(): void {
    const text = [this.node, ...this.lines].join('\n');
    this.lines = [];
    this.redis?.commands.publish(this.channel((this.name[0] ?? 0) % CHANNELS), text).catch(() => undefined);
  }

  /** What is about a chat nobody here is in is dropped unread: on a large fleet that is most of it. */
  private hear(text: string): void {
    const [node, ...lines] = text.split('\n');
    if (node === this.node) return;
    for (const line of lines) {
      const chatId = line.slice(0, line.indexOf(' '));
      if (chatId !== NOT_OF_A_CHAT && !this.feeds.has(chatId)) continue;
      // One bad line does not take those behind it along.
      this.guard.run(HINTS, () => this.bus.tell(readHint(line.slice(chatId.length + 1)), 'elsewhere'));
    }
  }
}

/** The chat whose sockets alone need the hint; null when it is for other sockets too. */
function chatOf(news: News): string | null {
  if (!('push' in news) || news.push.event === 'chat.created') return null;
  return audienceOf(news.push);
}

function audienceOf(push: Exclude<Push, { event: 'chat.created' }>): string | null {
  if (!('to' in push)) return push.payload.chatId;
  return 'chat' in push.to ? push.to.chat : null;
}

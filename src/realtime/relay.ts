import { randomBytes } from 'node:crypto';

import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';

import type { Push } from '../contract/events.js';
import { EventBus, type News } from '../platform/events/event-bus.js';
import { RedisLink } from '../platform/redis/redis-link.js';
import { ChatFeeds } from './chat-feeds.js';

/** By hash of the chat or person, so that a cluster of Redis servers can share the work. */
const CHANNELS = 64;
const NOBODYS = '00000000-0000-0000-0000-000000000000';

/**
 * Tells the other nodes what is published on this one, and publishes here what they tell. A hint may be lost: what is
 * numbered is then read from the tables, everything else is seen at the next sync.
 */
@Injectable()
export class Relay implements OnModuleInit {
  private readonly logger = new Logger(Relay.name);
  /** Redis brings back what one sent oneself. */
  private readonly node = randomBytes(6).toString('base64url');

  constructor(
    @Inject(RedisLink) private readonly redis: RedisLink | null,
    private readonly bus: EventBus,
    private readonly feeds: ChatFeeds,
  ) {}

  onModuleInit(): void {
    if (!this.redis) return;
    const { subscriber } = this.redis;
    this.bus.news.subscribe((news) => this.pass(news));
    const channels = new Set(this.channels());
    // Others listen on this connection, too.
    subscriber.on('message', (channel: string, text: string) => {
      if (channels.has(channel)) this.hear(text);
    });
    subscriber.subscribe(...channels).catch((err: unknown) => this.logger.error({ err }, 'cannot hear other nodes'));
  }

  private channels(): string[] {
    return Array.from({ length: CHANNELS }, (_, channel) => this.channel(channel));
  }

  private channel(number: number): string {
    return this.redis?.key(`hints:${number}`) ?? '';
  }

  private pass(news: News): void {
    if (!this.redis?.isUp) return;
    const chatId = chatOf(news);
    const about = chatId ?? personOf(news);
    const text = `${this.node} ${chatId ?? '-'} ${JSON.stringify(news)}`;
    this.redis.commands.publish(this.channel(parseInt(about.slice(-2), 16) % CHANNELS), text).catch(() => undefined);
  }

  /** What is about a chat nobody here is in is dropped unread: on a large fleet that is most of it. */
  private hear(text: string): void {
    const [node, chatId = '-'] = text.split(' ', 2);
    if (node === this.node || (chatId !== '-' && !this.feeds.has(chatId))) return;
    this.bus.tell(JSON.parse(text.slice((node ?? '').length + chatId.length + 2)) as News, 'elsewhere');
  }
}

/** The chat whose sockets alone need to hear it. */
function chatOf(news: News): string | null {
  if (!('push' in news) || news.push.event === 'chat.created') return null;
  return audienceOf(news.push);
}

function audienceOf(push: Exclude<Push, { event: 'chat.created' }>): string | null {
  if (!('to' in push)) return push.payload.chatId;
  return 'chat' in push.to ? push.to.chat : null;
}

function personOf(news: News): string {
  if (!('push' in news)) return news.session.sessionId;
  if (news.push.event === 'chat.created') return news.push.chatId;
  if (!('to' in news.push) || 'chat' in news.push.to) return NOBODYS;
  return 'users' in news.push.to ? (news.push.to.users[0] ?? NOBODYS) : news.push.to.acquaintancesOf;
}

import { randomBytes } from 'node:crypto';

import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';

import { type Audience, type NumberedEvent, type Push, SERVER_EVENTS } from '../../contract/events.js';
import { EventBus, type News } from '../../platform/events/event-bus.js';
import { FailureGuard } from '../../platform/errors/failure-guard.js';
import { RedisLink } from '../../platform/redis/redis-link.js';
import { areIds, isCount, isId, isRecord } from '../../platform/text/json-shape.js';
import { ChatFeeds } from '../feed/chat-feeds.js';

/**
 * Reads what another node told of, and checks all that this node relies on: names of events, ids, numbers and audiences. The rest
 * of a payload only travels on to clients. A node of a newer version may tell of events that this one does not know: they are refused, too.
 * @throws Error when it is none of these
 */
function readHint(text: string): News {
  const news: unknown = JSON.parse(text);
  if (isRecord(news) && isRecord(news.session) && isId(news.session.sessionId)) return news as News;
  if (isRecord(news) && isRecord(news.push) && isPush(news.push)) return { push: news.push as unknown as Push };
  throw new Error('not a hint');
}

function isPush(push: Record<string, unknown>): boolean {
  const { event, payload, to } = push;
  if (typeof event !== 'string' || !Object.hasOwn(SERVER_EVENTS, event)) return false;
  if (event === 'chat.created') return isNewChat(push);
  if (!isRecord(payload)) return false;
  if (Object.hasOwn(NUMBERED, event)) return isNumbered(payload) && NUMBERED[event as NumberedEvent](payload);
  return SERVER_EVENTS[event as keyof typeof SERVER_EVENTS].to !== 'the socket' && isAudience(to);
}

const isNewChat = ({ chatId, newcomers, rev }: Record<string, unknown>): boolean =>
  isId(chatId) && areIds(newcomers) && isCount(rev);

const isNumbered = ({ chatId, rev }: Record<string, unknown>): boolean => isId(chatId) && isCount(rev);

const isMessage = ({ id, seq, reply }: Record<string, unknown>): boolean =>
  isId(id) && isCount(seq) && (reply === null || (isRecord(reply) && isCount(reply.seq)));

const isReaction = ({ messageId, participantId, emoji }: Record<string, unknown>): boolean =>
  isId(messageId) && isId(participantId) && typeof emoji === 'string';

const isAboutSomebody = ({ participant }: Record<string, unknown>): boolean =>
  isRecord(participant) && isRecord(participant.user) && isId(participant.user.id);

const NUMBERED: Record<NumberedEvent, (payload: Record<string, unknown>) => boolean> = {
  'message.created': isMessage,
  'message.updated': isMessage,
  'message.deleted': isMessage,
  'reaction.added': isReaction,
  'reaction.removed': isReaction,
  'chat.updated': () => true,
  'participant.joined': isAboutSomebody,
  'participant.left': isAboutSomebody,
  'participant.updated': isAboutSomebody,
};

function isAudience(to: unknown): to is Audience {
  if (!isRecord(to)) return false;
  return isId(to.chat) || areIds(to.users) || isId(to.acquaintancesOf);
}

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
  /** Its name, since Redis brings a node its own hints as well. */
  private readonly node = randomBytes(6).toString('base64url');
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
    this.redis.listen(HINTS, [this.redis.key('hints')], (text) => this.hear(text));
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
    this.redis?.commands.publish(this.redis.key('hints'), text).catch(() => undefined);
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

import { randomBytes } from 'node:crypto';

import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';

import { type Audience, type NumberedEvent, type Push, SERVER_EVENTS } from '../../contract/events.js';
import { EventBus, type Change } from '../../platform/events/event-bus.js';
import { FailureGuard } from '../../platform/errors/failure-guard.js';
import { RedisLink } from '../../platform/redis/redis-link.js';
import { areIds, isCount, isId, isRecord } from '../../platform/text/json-shape.js';
import { ChatFeeds } from '../feed/chat-feeds.js';

/**
 * Parses a hint of another node and checks what this node uses: the name of the event, ids, numbers and the audience. The rest of the
 * payload is only passed on to clients. Unknown events of a node with a newer version are refused too.
 * @throws Error when it is not a valid hint
 */
function readHint(text: string): Change {
  const change: unknown = JSON.parse(text);
  if (isRecord(change) && isRecord(change.session) && isId(change.session.sessionId)) return change as Change;
  if (isRecord(change) && isRecord(change.push) && isPush(change.push)) return { push: change.push as unknown as Push };
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
/** The name of this kind of message in the metric and the log. */
const HINTS = 'redis hints';

/**
 * Sends the changes of this node to the other nodes over Redis, and publishes theirs here. The changes of one turn of the event loop, such
 * as a batch of messages, go out as one Redis message. A hint may be lost: pushes with a `rev` are then read from the database, and clients get
 * everything else at their next sync.
 */
@Injectable()
export class NodeHints implements OnModuleInit {
  /** The id of this node. Redis sends a node its own hints too, and it drops them by this id. */
  private readonly node = randomBytes(6).toString('base64url');
  /** The hints of this turn of the event loop, one line each. */
  private lines: string[] = [];

  constructor(
    @Inject(RedisLink) private readonly redis: RedisLink | null,
    private readonly bus: EventBus,
    private readonly feeds: ChatFeeds,
    private readonly guard: FailureGuard,
  ) {}

  onModuleInit(): void {
    if (!this.redis) return;
    this.bus.localChanges.subscribe((change) => this.queue(change));
    this.redis.listen(HINTS, [this.redis.key('hints')], (text) => this.receive(text));
  }

  /** Adds a line: the chat id, and the JSON, which has no line breaks. */
  private queue(change: Change): void {
    if (!this.redis?.isUp) return;
    if (this.lines.length === 0) queueMicrotask(() => this.send());
    this.lines.push(`${chatOf(change) ?? NOT_OF_A_CHAT} ${JSON.stringify(change)}`);
  }

  private send(): void {
    const text = [this.node, ...this.lines].join('\n');
    this.lines = [];
    this.redis?.commands.publish(this.redis.key('hints'), text).catch(() => undefined);
  }

  /** Hints about chats without a socket on this node are dropped before they are parsed. With many nodes these are most hints. */
  private receive(text: string): void {
    const [node, ...lines] = text.split('\n');
    if (node === this.node) return;
    for (const line of lines) {
      const chatId = line.slice(0, line.indexOf(' '));
      if (chatId !== NOT_OF_A_CHAT && !this.feeds.has(chatId)) continue;
      // A bad line must not affect the lines after it.
      this.guard.run(HINTS, () => this.bus.emit(readHint(line.slice(chatId.length + 1)), 'elsewhere'));
    }
  }
}

/** The id of the chat, when only its sockets need the hint; null when other sockets need it too. */
function chatOf(change: Change): string | null {
  if (!('push' in change) || change.push.event === 'chat.created') return null;
  return audienceOf(change.push);
}

function audienceOf(push: Exclude<Push, { event: 'chat.created' }>): string | null {
  if (!('to' in push)) return push.payload.chatId;
  return 'chat' in push.to ? push.to.chat : null;
}

import { Injectable, Logger } from '@nestjs/common';

import type { Membership } from '../chats/participants.js';
import type { SharedMessageView } from '../contract/message.view.js';
import { MessageReader } from '../messages/message-reader.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { ChatFeed } from './chat-feed.js';
import type { ChatNamespace } from './chat-socket.js';
import { chatOfRoom, chatRoom } from './rooms.js';

const FILL = 200;

/** The feeds of all chats that have a socket on this node. */
@Injectable()
export class ChatFeeds {
  private readonly logger = new Logger(ChatFeeds.name);
  private readonly feeds = new Map<string, ChatFeed>();
  private namespace!: ChatNamespace;

  constructor(
    private readonly messages: MessageReader,
    private readonly metrics: Metrics,
  ) {}

  serve(namespace: ChatNamespace): void {
    this.namespace = namespace;
    namespace.adapter.on('delete-room', (room: string) => this.drop(chatOfRoom(room)));
  }

  accept(message: SharedMessageView): void {
    this.feeds.get(message.chatId)?.accept(message);
  }

  /** Begins to listen to a chat. Where it stands is to be read after this, and told by `start`. */
  listen(chatId: string): ChatFeed {
    const known = this.feeds.get(chatId);
    if (known) return known;
    const feed = new ChatFeed({
      push: (message) => {
        this.metrics.pushes.inc({ event: 'message.created' });
        this.namespace.to(chatRoom(chatId)).emit('message.created', message);
      },
      readSince: (seq) => this.messages.since(chatId, seq, FILL),
      onError: (err) => this.logger.error({ err }, 'feed could not be filled'),
    });
    this.feeds.set(chatId, feed);
    return feed;
  }

  start({ chatId, lastRev, lastSeq }: Membership): void {
    this.listen(chatId).start(lastRev, lastSeq);
  }

  /** Forgets feeds that nobody came to listen to after all. */
  dropUnused(chatIds: Iterable<string>): void {
    for (const chatId of chatIds) if (!this.namespace.adapter.rooms.has(chatRoom(chatId))) this.drop(chatId);
  }

  private drop(chatId: string | null): void {
    if (chatId === null) return;
    this.feeds.get(chatId)?.close();
    this.feeds.delete(chatId);
  }
}

import { Injectable, Logger } from '@nestjs/common';

import type { SharedMessageView } from '../contract/message.view.js';
import { MessageReader } from '../messages/message-reader.js';
import { ChatFeed } from './chat-feed.js';
import { chatOfRoom, chatRoom } from './rooms.js';
import { Sockets } from './sockets.js';

const FILL = 200;

/** The feeds of all chats that have a socket on this node. */
@Injectable()
export class ChatFeeds {
  private readonly logger = new Logger(ChatFeeds.name);
  private readonly feeds = new Map<string, ChatFeed>();
  /** How many are on their way into each chat: its feed must not be dropped under them. */
  private readonly arriving = new Map<string, number>();

  constructor(
    private readonly messages: MessageReader,
    private readonly sockets: Sockets,
  ) {}

  serve(): void {
    this.sockets.onEmptied((room) => {
      const chatId = chatOfRoom(room);
      if (chatId !== null) this.dropIfUnused(chatId);
    });
  }

  accept(message: SharedMessageView): void {
    this.feeds.get(message.chatId)?.accept(message);
  }

  /**
   * Begins to listen to a chat for somebody on their way in, who calls `release` once they are. Where the chat stands is
   * to be read after this, and told to the feed by `start`.
   */
  listen(chatId: string): ChatFeed {
    this.arriving.set(chatId, (this.arriving.get(chatId) ?? 0) + 1);
    const feed = this.feeds.get(chatId) ?? this.feedOf(chatId);
    this.feeds.set(chatId, feed);
    return feed;
  }

  /** They are in, or did not come after all. */
  release(chatIds: Iterable<string>): void {
    for (const chatId of chatIds) {
      const left = (this.arriving.get(chatId) ?? 1) - 1;
      if (left > 0) this.arriving.set(chatId, left);
      else this.arriving.delete(chatId);
      this.dropIfUnused(chatId);
    }
  }

  private feedOf(chatId: string): ChatFeed {
    return new ChatFeed({
      push: (message) => {
        this.sockets.emit([chatRoom(chatId)], 'message.created', message);
      },
      readSince: (seq) => this.messages.since(chatId, seq, FILL),
      onError: (err) => {
        this.logger.error({ err }, 'feed could not be filled');
      },
    });
  }

  private dropIfUnused(chatId: string): void {
    if (this.arriving.has(chatId) || this.sockets.anyIn(chatRoom(chatId))) return;
    this.feeds.get(chatId)?.close();
    this.feeds.delete(chatId);
  }
}

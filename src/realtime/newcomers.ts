import { Injectable, Logger } from '@nestjs/common';

import { ChatList } from '../chats/chat-list.js';
import type { ChatView } from '../contract/chat.view.js';
import type { NewChat } from '../contract/events.js';
import type { ChatFeed } from './chat-feed.js';
import { ChatFeeds } from './chat-feeds.js';
import { chatRoom, userRoom } from './rooms.js';
import { Sockets } from './sockets.js';

/** Brings a new chat to its people: the chat as each sees it, and everything that happens in it from there on. */
@Injectable()
export class Newcomers {
  private readonly logger = new Logger(Newcomers.name);

  constructor(
    private readonly chats: ChatList,
    private readonly feeds: ChatFeeds,
    private readonly sockets: Sockets,
  ) {}

  async welcome({ chatId, newcomers }: NewChat): Promise<void> {
    const here = newcomers.filter((userId) => this.sockets.anyIn(userRoom(userId)));
    if (here.length === 0) return;
    const feed = this.feeds.listen(chatId);
    try {
      for (const userId of here) await this.bring(feed, userId, chatId);
    } finally {
      this.feeds.release([chatId]);
    }
  }

  private async bring(feed: ChatFeed, userId: string, chatId: string): Promise<void> {
    try {
      await this.letIn(feed, userId, chatId);
    } catch (err) {
      // without the room they would never hear this chat: better that they connect again
      this.logger.error({ err }, 'a new chat could not be brought to its people');
      this.sockets.sendAway(userRoom(userId));
    }
  }

  private async letIn(feed: ChatFeed, userId: string, chatId: string): Promise<void> {
    const chat = await this.viewAsOf(feed, userId, chatId);
    if (!chat) return;
    this.sockets.emit([userRoom(userId)], 'chat.created', chat);
    this.sockets.admit(userRoom(userId), chatRoom(chatId));
    feed.start(chat.lastRev, chat.lastSeq);
  }

  /** The chat as its reader sees it, no older than what was pushed: the next push is then the next they need. */
  private async viewAsOf(feed: ChatFeed, userId: string, chatId: string): Promise<ChatView | undefined> {
    for (;;) {
      const chat = await this.chats.one(userId, chatId);
      if (!chat || !feed.isPast(chat.lastRev)) return chat;
    }
  }
}

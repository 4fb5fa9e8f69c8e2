import { Injectable } from '@nestjs/common';

import { ChatList } from '../chats/chat-list.js';
import type { ChatView } from '../contract/chat.view.js';
import type { NewChat } from '../contract/events.js';
import type { ChatFeed } from './chat-feed.js';
import { ChatFeeds } from './chat-feeds.js';
import type { ChatNamespace } from './chat-socket.js';
import { chatRoom, userRoom } from './rooms.js';

/** Brings a new chat to its people: the chat as each sees it, and everything that happens in it from there on. */
@Injectable()
export class Newcomers {
  constructor(
    private readonly chats: ChatList,
    private readonly feeds: ChatFeeds,
  ) {}

  async welcome(namespace: ChatNamespace, { chatId, newcomers }: NewChat): Promise<void> {
    const here = newcomers.filter((userId) => namespace.adapter.rooms.has(userRoom(userId)));
    if (here.length === 0) return;
    const feed = this.feeds.listen(chatId);
    for (const userId of here) {
      const chat = await this.viewAsOf(feed, userId, chatId);
      if (!chat) continue;
      namespace.to(userRoom(userId)).emit('chat.created', chat);
      namespace.in(userRoom(userId)).socketsJoin(chatRoom(chatId));
      feed.start(chat.lastRev, chat.lastSeq);
    }
    this.feeds.dropUnused([chatId]);
  }

  /** The chat as its reader sees it, no older than what was pushed: the next push is then the next they need. */
  private async viewAsOf(feed: ChatFeed, userId: string, chatId: string): Promise<ChatView | undefined> {
    for (;;) {
      const chat = await this.chats.one(userId, chatId);
      if (!chat || !feed.isPast(chat.lastRev)) return chat;
    }
  }
}

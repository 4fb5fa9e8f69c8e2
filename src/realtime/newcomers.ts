import { Injectable, Logger } from '@nestjs/common';

import { ChatList } from '../chats/chat-list.js';
import type { ChatView } from '../contract/chat.view.js';
import type { NewChat } from '../contract/events.js';
import type { ChatFeed } from './chat-feed.js';
import { ChatFeeds } from './chat-feeds.js';
import { chatRoom, userRoom } from './rooms.js';
import { Sockets } from './sockets.js';

/** Brings a new chat to its people: the chat as each sees it, and everything that happens in it from its beginning. */
@Injectable()
export class Newcomers {
  private readonly logger = new Logger(Newcomers.name);
  private readonly underWay = new Map<string, Promise<void>>();

  constructor(
    private readonly chats: ChatList,
    private readonly feeds: ChatFeeds,
    private readonly sockets: Sockets,
  ) {}

  async welcome({ chatId, newcomers }: NewChat): Promise<void> {
    const here = newcomers.filter((userId) => this.sockets.anyIn(userRoom(userId)));
    if (here.length === 0) return;
    const welcomed = this.bring(chatId, here).finally(() => {
      this.feeds.release([chatId]);
      this.underWay.delete(chatId);
    });
    this.underWay.set(chatId, welcomed);
    await welcomed;
  }

  /** Until then whoever is new to the chat is not in its room, and would miss what is told there. */
  arrived(chatId: string): Promise<void> | undefined {
    return this.underWay.get(chatId);
  }

  /** All are let in at the same moment, and the feed begins with the chat: so each hears its first message, too. */
  private async bring(chatId: string, userIds: string[]): Promise<void> {
    const feed = this.feeds.listen(chatId);
    const views = new Map<string, ChatView>();
    for (let missing = userIds; missing.length > 0; missing = outdated(views, feed)) {
      await Promise.all(missing.map((userId) => this.look(views, userId, chatId)));
    }
    for (const [userId, view] of views) {
      this.sockets.emit([userRoom(userId)], 'chat.created', view);
      this.sockets.admit(userRoom(userId), chatRoom(chatId));
    }
    feed.start(0, 0, Math.max(0, ...[...views.values()].map(({ lastRev }) => lastRev)));
  }

  private async look(views: Map<string, ChatView>, userId: string, chatId: string): Promise<void> {
    views.delete(userId);
    try {
      const view = await this.chats.one(userId, chatId);
      if (view) views.set(userId, view);
    } catch (err) {
      // without the room they would never hear this chat: better that they connect again
      this.logger.error({ err }, 'a new chat could not be brought to its people');
      this.sockets.sendAway(userRoom(userId));
    }
  }
}

/** Who saw the chat before something was pushed already (somebody who connects may begin the feed): they would miss that. */
function outdated(views: Map<string, ChatView>, feed: ChatFeed): string[] {
  return [...views].filter(([, { lastRev }]) => feed.isPast(lastRev)).map(([userId]) => userId);
}

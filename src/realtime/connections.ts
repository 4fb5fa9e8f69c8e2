import { Injectable } from '@nestjs/common';

import { Tokens } from '../auth/tokens.js';
import { Participants } from '../chats/participants.js';
import { Presence } from '../presence/presence.js';
import type { ChatFeed } from './chat-feed.js';
import { ChatFeeds } from './chat-feeds.js';
import type { ChatSocket } from './chat-socket.js';
import { chatRoom } from './rooms.js';

/** A socket's way in and out. */
@Injectable()
export class Connections {
  constructor(
    private readonly participants: Participants,
    private readonly feeds: ChatFeeds,
    private readonly presence: Presence,
    private readonly tokens: Tokens,
  ) {}

  /** Joins the socket, which is in its user's room already, to all their chats; when `connection.ready` is sent, nothing is missed from there on. */
  async open(socket: ChatSocket): Promise<void> {
    const { userId, sessionId } = socket.data;
    this.presence.socketOpened(userId, sessionId, socket.id);
    await this.joinChats(socket);
    socket.emit('connection.ready', {
      userId,
      sessionId,
      mediaToken: this.tokens.forMedia(socket.data),
      serverTime: new Date().toISOString(),
    });
  }

  close(socket: ChatSocket): void {
    const { userId, sessionId } = socket.data;
    this.presence.socketClosed(userId, sessionId, socket.id);
  }

  private async joinChats(socket: ChatSocket): Promise<void> {
    const heard = new Map<string, ChatFeed>();
    try {
      const chatIds = await this.listenToAll(socket.data.userId, heard);
      if (socket.connected) await socket.join(chatIds.map(chatRoom));
    } finally {
      this.feeds.release(heard.keys());
    }
  }

  /** Listens first and reads where the chats stand after, until no chat came in between. */
  private async listenToAll(userId: string, heard: Map<string, ChatFeed>): Promise<string[]> {
    for (;;) {
      const memberships = await this.participants.membershipsOf(userId);
      for (const { chatId, lastRev, lastSeq } of memberships) heard.get(chatId)?.start(lastRev, lastSeq);
      const unheard = memberships.map(({ chatId }) => chatId).filter((chatId) => !heard.has(chatId));
      if (unheard.length === 0) return memberships.map(({ chatId }) => chatId);
      for (const chatId of unheard) heard.set(chatId, this.feeds.listen(chatId));
    }
  }
}

import { Injectable } from '@nestjs/common';

import { Tokens } from '../auth/tokens.js';
import { type Membership, Participants } from '../chats/participants.js';
import { Presence } from '../presence/presence.js';
import { ChatFeeds } from './chat-feeds.js';
import type { ChatSocket } from './chat-socket.js';
import { chatRoom, sessionRoom, userRoom } from './rooms.js';

/** A socket's way in and out. */
@Injectable()
export class Connections {
  constructor(
    private readonly participants: Participants,
    private readonly feeds: ChatFeeds,
    private readonly presence: Presence,
    private readonly tokens: Tokens,
  ) {}

  /** Joins the socket to everything that is its user's; when `connection.ready` is sent, nothing is missed from there on. */
  async open(socket: ChatSocket): Promise<void> {
    const { userId, sessionId } = socket.data;
    await socket.join([userRoom(userId), sessionRoom(sessionId)]);
    this.presence.socketOpened(userId, sessionId, socket.id);
    const memberships = await this.listenToAll(userId);
    if (socket.connected) await socket.join(memberships.map(({ chatId }) => chatRoom(chatId)));
    this.feeds.dropUnused(memberships.map(({ chatId }) => chatId));
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

  /** Listens first and reads where the chats stand after, until no chat came in between. */
  private async listenToAll(userId: string): Promise<Membership[]> {
    const heard = new Set<string>();
    for (;;) {
      const memberships = await this.participants.membershipsOf(userId);
      const fresh = memberships.filter(({ chatId }) => !heard.has(chatId));
      for (const membership of memberships) if (heard.has(membership.chatId)) this.feeds.start(membership);
      if (fresh.length === 0) return memberships;
      for (const { chatId } of fresh) {
        this.feeds.listen(chatId);
        heard.add(chatId);
      }
    }
  }
}

import { Injectable } from '@nestjs/common';

import { Participants } from '../chats/participants.js';
import type { ChatFeed } from './chat-feed.js';
import { ChatFeeds } from './chat-feeds.js';
import type { ChatSocket } from './chat-socket.js';
import { chatRoom } from './rooms.js';

/** Brings a socket into the rooms of all chats its user is in. */
@Injectable()
export class ChatRooms {
  constructor(
    private readonly participants: Participants,
    private readonly feeds: ChatFeeds,
  ) {}

  async join(socket: ChatSocket): Promise<void> {
    const heard = new Map<string, ChatFeed>();
    try {
      const chatIds = await this.listenToAll(socket.data.userId, heard);
      if (!socket.connected) return;
      await socket.join(chatIds.map(chatRoom));
      await this.leaveWhatWasLeft(socket, chatIds);
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

  /** A feed that pushed "left" before the socket was in the room could not put it out; one that has not yet will. */
  private async leaveWhatWasLeft(socket: ChatSocket, chatIds: string[]): Promise<void> {
    const still = new Set((await this.participants.membershipsOf(socket.data.userId)).map(({ chatId }) => chatId));
    for (const chatId of chatIds) if (!still.has(chatId)) await socket.leave(chatRoom(chatId));
  }
}

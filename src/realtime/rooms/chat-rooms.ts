import { Injectable } from '@nestjs/common';

import { type Membership, Participants } from '../../chats/participants/participants.js';
import type { ChatFeed } from '../feed/chat-feed.js';
import { ChatFeeds } from '../feed/chat-feeds.js';
import type { ChatSocket } from '../sockets/chat-socket.js';
import { HistoryRooms } from '../feed/history-rooms.js';

/** Brings a socket into the rooms of all chats its user is in. */
@Injectable()
export class ChatRooms {
  constructor(
    private readonly participants: Participants,
    private readonly feeds: ChatFeeds,
    private readonly historyRooms: HistoryRooms,
  ) {}

  /** Listens first and reads where the chats stand after, until nothing came in between. */
  async join(socket: ChatSocket): Promise<void> {
    const heard = new Map<string, ChatFeed>();
    try {
      let memberships: Membership[];
      do memberships = await this.participants.membershipsOf(socket.data.userId);
      while (!this.hears(memberships, heard));
      // In the same turn as the look at the feeds: who is put out from here on is in the room to be put out of.
      if (socket.connected) await socket.join(this.roomsOf(memberships));
    } finally {
      this.feeds.release(heard.keys());
    }
  }

  private roomsOf(memberships: Membership[]): string[] {
    return this.open(memberships).flatMap(({ chatId, hidden }) => this.historyRooms.roomsFor(chatId, hidden));
  }

  /** Those whose feed has come to their joining. Another lets them in when it does: they hear nothing from before it. */
  private open(memberships: Membership[]): Membership[] {
    return memberships.filter(({ chatId, joinedRev }) => {
      const early = this.feeds.isBefore(chatId, joinedRev);
      if (early) this.feeds.reach(chatId, joinedRev);
      return !early;
    });
  }

  /**
   * Whether every chat was listened to when this was read, and no feed has put anybody out since: it could not put out
   * a socket that is not in the room yet, and what it pushed next would be heard there.
   */
  private hears(memberships: Membership[], heard: Map<string, ChatFeed>): boolean {
    let all = true;
    for (const { chatId, lastRev, lastSeq } of memberships) {
      const feed = heard.get(chatId);
      feed?.start(lastRev, lastSeq);
      if (feed === undefined) heard.set(chatId, this.feeds.listen(chatId));
      if (feed === undefined || feed.hasPutOutSince(lastRev)) all = false;
    }
    return all;
  }
}

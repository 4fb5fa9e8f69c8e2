import { Injectable } from '@nestjs/common';

import { type Membership, Participants } from '../../chats/participants/participants.js';
import type { NewChat } from '../../contract/events.js';
import { Sockets } from '../delivery/sockets.js';
import type { ChatFeed } from '../feed/chat-feed.js';
import { ChatFeeds } from '../feed/chat-feeds.js';
import { type Arrival, HistoryRooms, RoomAdmission } from '../feed/history-rooms.js';
import { chatRoom, type ChatSocket, userRoom } from '../sockets/chat-socket.js';

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
      if (feed === undefined || feed.hasRemovedSince(lastRev)) all = false;
    }
    return all;
  }
}

/** Brings a chat to people for whom it is new, where nobody on this node was in it before. */
@Injectable()
export class NewChatJoin {
  private readonly underWay = new Map<string, Promise<void>>();

  constructor(
    private readonly feeds: ChatFeeds,
    private readonly participants: Participants,
    private readonly sockets: Sockets,
    private readonly roomAdmission: RoomAdmission,
  ) {}

  /** May be told twice, by a hint and by the journal. */
  async welcome({ chatId, newcomers, rev }: NewChat): Promise<void> {
    while (this.arrived(chatId)) await this.arrived(chatId);
    // A feed that has yet to come to their joining lets them in there; one that was begun after it, by somebody who
    // connected just then, never comes to it. The beginning of a chat has no number.
    if (this.feeds.isBefore(chatId, rev)) return this.feeds.reach(chatId, rev);
    const here = newcomers.filter((userId) => this.isOutside(userId, chatId));
    if (here.length === 0) return;
    const welcomed = this.bring(chatId, here, rev).finally(() => {
      this.feeds.release([chatId]);
      this.underWay.delete(chatId);
    });
    this.underWay.set(chatId, welcomed);
    await welcomed;
  }

  /** Until then whoever is new to the chat is not in its room, and would miss what is told there. */
  arrived(chatId: string): Promise<void> | undefined {
    return this.underWay.get(chatId) ?? this.feeds.arrived(chatId);
  }

  private isOutside(userId: string, chatId: string): boolean {
    return this.sockets.anyIn(userRoom(userId)) && !this.sockets.areIn(userRoom(userId), chatRoom(chatId));
  }

  /**
   * All are let in at the same moment, and the feed begins with the chat: so each hears its first message, too. Who has
   * been out and in again since this was told may have come at a number the feed has yet to push: it lets them in there.
   */
  private async bring(chatId: string, userIds: string[], rev: number): Promise<void> {
    const feed = this.feeds.listen(chatId);
    const arrivals = new Map<string, Arrival>();
    let joined = new Map<string, number>();
    for (let missing = userIds; missing.length > 0; missing = outdated(arrivals, feed)) {
      await Promise.all(missing.map((userId) => this.look(arrivals, userId, chatId)));
      joined = await this.participants.joinedRevs(chatId, userIds);
    }
    const seen = [...arrivals.values()].map(({ view }) => view).sort((a, b) => a.lastRev - b.lastRev);
    const [first, last] = [seen[0], seen.at(-1)];
    if (!first) return; // all have left again: where the chat stands is not known here
    const [fromRev, fromSeq] = rev === 0 ? [0, 0] : [first.lastRev, first.lastSeq];
    const reached = feed.reached ?? fromRev;
    for (const [userId, arrival] of arrivals) {
      if ((joined.get(userId) ?? Infinity) <= reached) this.roomAdmission.admit(userId, arrival);
    }
    feed.start(fromRev, fromSeq, last?.lastRev);
    feed.reach(last?.lastRev ?? 0);
  }

  private async look(arrivals: Map<string, Arrival>, userId: string, chatId: string): Promise<void> {
    arrivals.delete(userId);
    const arrival = await this.roomAdmission.look(userId, chatId);
    if (arrival) arrivals.set(userId, arrival);
  }
}

/** Who saw the chat before something was pushed already (somebody who connects may begin the feed): they would miss that. */
function outdated(arrivals: Map<string, Arrival>, feed: ChatFeed): string[] {
  return [...arrivals].filter(([, { view }]) => feed.isPast(view.lastRev)).map(([userId]) => userId);
}

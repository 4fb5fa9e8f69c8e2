import { Injectable } from '@nestjs/common';

import { type Membership, Participants } from '../../chats/participants/participants.js';
import type { NewChat } from '../../contract/events.js';
import { Sockets } from '../delivery/sockets.js';
import type { ChatFeed } from '../feed/chat-feed.js';
import { ChatFeeds } from '../feed/chat-feeds.js';
import { FeedAdmissions } from '../feed/feed-admissions.js';
import { type NewParticipantView, HistoryRooms, RoomAdmission } from '../feed/history-rooms.js';
import { chatRoom, type ChatSocket, userRoom } from '../sockets/chat-socket.js';

/** Joins a new socket to the rooms of all chats of its user. */
@Injectable()
export class ChatRooms {
  constructor(
    private readonly participants: Participants,
    private readonly feeds: ChatFeeds,
    private readonly historyRooms: HistoryRooms,
  ) {}

  /**
   * Joins a socket so that it misses no push. The feeds must listen before the `rev` of their chats is read, so the memberships are read
   * again until all their feeds listened before, and none has removed a participant since.
   */
  async join(socket: ChatSocket): Promise<void> {
    const feedsByChat = new Map<string, ChatFeed>();
    try {
      let memberships: Membership[];
      do memberships = await this.participants.membershipsOf(socket.data.userId);
      while (!this.areListening(memberships, feedsByChat));
      // In the same turn of the event loop as `areListening`: whoever a feed removes from now on is in the room already.
      if (socket.connected) await socket.join(this.roomsOf(memberships));
    } finally {
      this.feeds.release(feedsByChat.keys());
    }
  }

  private roomsOf(memberships: Membership[]): string[] {
    return this.open(memberships).flatMap(({ chatId, hidden }) => this.historyRooms.roomsFor(chatId, hidden));
  }

  /** The chats whose feed has pushed the `rev` at which the user joined. Any other feed admits the user when it pushes that `rev`. */
  private open(memberships: Membership[]): Membership[] {
    return memberships.filter(({ chatId, joinedRev }) => {
      const early = this.feeds.isBefore(chatId, joinedRev);
      if (early) this.feeds.advanceTo(chatId, joinedRev);
      return !early;
    });
  }

  /**
   * Whether the feeds of all chats listened before the memberships were read, and none has removed a participant since. A feed cannot
   * remove a socket that is not in the room yet: the socket would join the room, and get later pushes of a chat its user has left.
   */
  private areListening(memberships: Membership[], feedsByChat: Map<string, ChatFeed>): boolean {
    let all = true;
    for (const { chatId, lastRev, lastSeq } of memberships) {
      const feed = feedsByChat.get(chatId);
      feed?.start(lastRev, lastSeq);
      if (feed === undefined) feedsByChat.set(chatId, this.feeds.listen(chatId));
      if (feed === undefined || feed.hasRemovedSince(lastRev)) all = false;
    }
    return all;
  }
}

/** Joins the sockets of new participants to the rooms of a chat, when no feed of this node will admit them. */
@Injectable()
export class NewChatJoin {
  private readonly underWay = new Map<string, Promise<void>>();

  constructor(
    private readonly feeds: ChatFeeds,
    private readonly sockets: Sockets,
    private readonly roomAdmission: RoomAdmission,
    private readonly feedAdmissions: FeedAdmissions,
  ) {}

  /** Admits the new participants of a chat who have sockets on this node. It may be called twice, for a hint and for the journal. */
  async admit({ chatId, newcomers, rev }: NewChat): Promise<void> {
    while (this.admissionOf(chatId)) await this.admissionOf(chatId);
    // A feed that has not reached the `rev` of their joining admits them there. A feed that started after it, for somebody who connected
    // meanwhile, never reaches it, so they are admitted below. The creation of a chat has no `rev`: it is 0 here.
    if (this.feeds.isBefore(chatId, rev)) return this.feeds.advanceTo(chatId, rev);
    const here = newcomers.filter((userId) => this.isOutside(userId, chatId));
    if (here.length === 0) return;
    const admission = this.admitAll(chatId, here, rev).finally(() => {
      this.feeds.release([chatId]);
      this.underWay.delete(chatId);
    });
    this.underWay.set(chatId, admission);
    await admission;
  }

  /**
   * Resolves when new participants under way are in the room of the chat; before that they would miss pushes to it.
   * @returns undefined when there are none
   */
  admissionOf(chatId: string): Promise<void> | undefined {
    return this.underWay.get(chatId) ?? this.feedAdmissions.underWay(chatId);
  }

  private isOutside(userId: string, chatId: string): boolean {
    return this.sockets.anyIn(userRoom(userId)) && !this.sockets.areIn(userRoom(userId), chatRoom(chatId));
  }

  /**
   * Admits all users at the same moment, and starts the feed of a new chat at 0, so that each gets its first message. Somebody who left
   * and joined again meanwhile may have a `joined_rev` that the feed has not reached: the feed admits them there.
   */
  private async admitAll(chatId: string, userIds: string[], rev: number): Promise<void> {
    const feed = this.feeds.listen(chatId);
    const newViews = new Map<string, NewParticipantView>();
    for (let missing = userIds; missing.length > 0; missing = outdated(newViews, feed)) {
      for (const userId of missing) newViews.delete(userId);
      for (const [userId, newView] of await this.roomAdmission.read(missing, chatId)) newViews.set(userId, newView);
    }
    const seen = [...newViews.values()].map(({ view }) => view).sort((a, b) => a.lastRev - b.lastRev);
    const [first, last] = [seen[0], seen.at(-1)];
    if (!first) return; // all have left again, so nobody read the `rev` of the chat
    const [fromRev, fromSeq] = rev === 0 ? [0, 0] : [first.lastRev, first.lastSeq];
    const reached = feed.reached ?? fromRev;
    for (const [userId, newView] of newViews) {
      if ((newView.joinedRev ?? Infinity) <= reached) this.roomAdmission.admit(userId, newView);
    }
    feed.start(fromRev, fromSeq, last?.lastRev);
    feed.advanceTo(last?.lastRev ?? 0);
  }
}

/** The users whose chat was read before the last push of the feed, which somebody who connects may have started: they would miss pushes. */
function outdated(newViews: Map<string, NewParticipantView>, feed: ChatFeed): string[] {
  return [...newViews].filter(([, { view }]) => feed.isPast(view.lastRev)).map(([userId]) => userId);
}

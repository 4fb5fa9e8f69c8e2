import { Injectable, Logger } from '@nestjs/common';

import type { NumberedPush } from '../../contract/events.js';
import { RoomAdmission } from './history-rooms.js';
import { ChatFeed } from './chat-feed.js';
import { ChatPushes, MissedPushes } from './chat-pushes.js';
import { chatOfRoom, chatRoom } from '../sockets/chat-socket.js';
import { Sockets } from '../delivery/sockets.js';

/** The feeds of all chats that have a socket on this node. */
@Injectable()
export class ChatFeeds {
  private readonly logger = new Logger(ChatFeeds.name);
  private readonly feeds = new Map<string, ChatFeed>();
  /** How many are on their way into each chat: its feed must not be dropped under them. */
  private readonly arriving = new Map<string, number>();

  /** Whom a feed waits for: who joined is looked up before the next push. */
  private readonly lettingIn = new Map<string, Promise<void>>();

  constructor(
    private readonly missed: MissedPushes,
    private readonly sockets: Sockets,
    private readonly roomAdmission: RoomAdmission,
    private readonly pushes: ChatPushes,
  ) {}

  serve(): void {
    this.sockets.onEmptied((room) => {
      const chatId = chatOfRoom(room);
      if (chatId !== null) this.dropIfUnused(chatId);
    });
  }

  get count(): number {
    return this.feeds.size;
  }

  /** The chats whose feeds are so many numbers behind. */
  behindBy(numbers: number): string[] {
    return [...this.feeds].filter(([, { lag }]) => lag >= numbers).map(([chatId]) => chatId);
  }

  /** How many numbers the feed that is furthest behind is behind. */
  get lag(): number {
    let most = 0;
    for (const { lag } of this.feeds.values()) most = Math.max(most, lag);
    return most;
  }

  has(chatId: string): boolean {
    return this.feeds.has(chatId);
  }

  /** Whether it pushes already and has not come to this number, so that it will by itself. */
  isBefore(chatId: string, rev: number): boolean {
    const feed = this.feeds.get(chatId);
    return feed !== undefined && feed.started && !feed.hasReached(rev);
  }

  /** Until then whoever its feed is letting in is not in the room. */
  arrived(chatId: string): Promise<void> | undefined {
    return this.lettingIn.get(chatId);
  }

  accept(push: NumberedPush): void {
    this.feeds.get(push.payload.chatId)?.accept(push);
  }

  reach(chatId: string, rev: number): void {
    this.feeds.get(chatId)?.reach(rev);
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
      push: (push, healed) => this.push(push, healed),
      readSince: (rev, seq) => this.missed.since(chatId, rev, seq),
      onError: (err) => {
        this.logger.error({ err }, 'feed could not be filled');
      },
      onCaughtUp: () => this.dropIfUnused(chatId),
    });
  }

  /** Who joined comes in, and who left goes out, exactly here: neither hears what belongs to the other side. */
  private push(push: NumberedPush, healed: boolean): Promise<void> | undefined {
    const { event, payload } = push;
    const { chatId } = payload;
    if (healed) this.sockets.healed();
    const told = this.pushes.tell(push);
    if (event === 'participant.joined') return this.letIn(payload.participant.user.id, chatId);
    if (event === 'participant.left') this.roomAdmission.dismiss(payload.participant.user.id, chatId);
    return told;
  }

  private letIn(userId: string, chatId: string): Promise<void> | undefined {
    if (!this.roomAdmission.isHere(userId)) return undefined;
    const done = this.bringIn(userId, chatId);
    this.lettingIn.set(chatId, done);
    return done;
  }

  private async bringIn(userId: string, chatId: string): Promise<void> {
    try {
      const arrival = await this.roomAdmission.look(userId, chatId);
      if (arrival) this.roomAdmission.admit(userId, arrival);
    } finally {
      this.lettingIn.delete(chatId);
    }
  }

  private dropIfUnused(chatId: string): void {
    if (this.arriving.has(chatId) || this.sockets.anyIn(chatRoom(chatId))) return;
    const feed = this.feeds.get(chatId);
    if (feed?.busy) return; // somebody may come in at what it has yet to push; it calls again
    feed?.close();
    this.pushes.forget(chatId);
    this.feeds.delete(chatId);
  }
}

import { Injectable, Logger } from '@nestjs/common';

import type { NumberedPush } from '../../contract/events.js';
import { RoomAdmission } from './history-rooms.js';
import { ChatFeed } from './chat-feed.js';
import { FeedAdmissions } from './feed-admissions.js';
import { ChatPushes, MissedPushes } from './chat-pushes.js';
import { chatOfRoom, chatRoom } from '../sockets/chat-socket.js';
import { Sockets } from '../delivery/sockets.js';

/** The feeds of all chats that have a socket on this node. */
@Injectable()
export class ChatFeeds {
  private readonly logger = new Logger(ChatFeeds.name);
  private readonly feeds = new Map<string, ChatFeed>();
  /** How many calls of `listen` are not released yet, by chat. The feed must not be dropped meanwhile. */
  private readonly listeners = new Map<string, number>();

  constructor(
    private readonly missed: MissedPushes,
    private readonly sockets: Sockets,
    private readonly roomAdmission: RoomAdmission,
    private readonly admissions: FeedAdmissions,
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

  /** The ids of chats whose feeds are at least this many revs behind. */
  behindBy(numbers: number): string[] {
    return [...this.feeds].filter(([, { lag }]) => lag >= numbers).map(([chatId]) => chatId);
  }

  /** How many revs the slowest feed is behind. */
  get lag(): number {
    let most = 0;
    for (const { lag } of this.feeds.values()) most = Math.max(most, lag);
    return most;
  }

  has(chatId: string): boolean {
    return this.feeds.has(chatId);
  }

  /** Whether the feed of a chat has started and has not reached this `rev`. Then it will reach it by itself. */
  isBefore(chatId: string, rev: number): boolean {
    const feed = this.feeds.get(chatId);
    return feed !== undefined && feed.started && !feed.hasReached(rev);
  }

  accept(push: NumberedPush): void {
    this.feeds.get(push.payload.chatId)?.accept(push);
  }

  advanceTo(chatId: string, rev: number): void {
    this.feeds.get(chatId)?.advanceTo(rev);
  }

  /**
   * The feed of a chat, for a socket that is about to join its room. It collects hints from now on. The caller must then read the `rev` and
   * `seq` of the chat, pass them to `start`, and call `release` when the socket is in the room or will not join it.
   */
  listen(chatId: string): ChatFeed {
    this.listeners.set(chatId, (this.listeners.get(chatId) ?? 0) + 1);
    const feed = this.feeds.get(chatId) ?? this.feedOf(chatId);
    this.feeds.set(chatId, feed);
    return feed;
  }

  /** Ends one call of `listen` for each chat. */
  release(chatIds: Iterable<string>): void {
    for (const chatId of chatIds) {
      const left = (this.listeners.get(chatId) ?? 1) - 1;
      if (left > 0) this.listeners.set(chatId, left);
      else this.listeners.delete(chatId);
      this.dropIfUnused(chatId);
    }
  }

  private feedOf(chatId: string): ChatFeed {
    return new ChatFeed({
      push: (push, healed, following) => this.push(push, healed, following),
      readSince: (rev, seq) => this.missed.since(chatId, rev, seq),
      onError: (err) => {
        this.logger.error({ err }, 'feed could not be filled');
      },
      onCaughtUp: () => this.dropIfUnused(chatId),
    });
  }

  /** Sockets join and leave the room exactly at the push of their `rev`: they get nothing from before they joined or after they left. */
  private push(push: NumberedPush, healed: boolean, following: () => NumberedPush[]): Promise<void> | undefined {
    const { event, payload } = push;
    if (healed) this.sockets.countHealed();
    const pushed = this.pushes.push(push, following);
    if (event === 'participant.joined') return this.admissions.admit(push, following);
    if (event === 'participant.left') this.roomAdmission.remove(payload.participant.user.id, payload.chatId);
    return pushed;
  }

  private dropIfUnused(chatId: string): void {
    if (this.listeners.has(chatId) || this.sockets.anyIn(chatRoom(chatId))) return;
    const feed = this.feeds.get(chatId);
    if (feed?.busy) return; // a push may still admit a participant; `onCaughtUp` calls this again
    feed?.close();
    this.pushes.forget(chatId);
    this.feeds.delete(chatId);
  }
}

import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';

import { Participants } from '../../chats/participants/participants.js';
import type { NumberedPush, PlainPush, Push } from '../../contract/events.js';
import { EventBus, type Subscription } from '../../platform/events/event-bus.js';
import { KeyedMutex } from '../../platform/concurrency/keyed-mutex.js';
import { Sockets } from '../delivery/sockets.js';
import { ChatFeeds } from '../feed/chat-feeds.js';
import { chatRoom, userRoom } from '../sockets/chat-socket.js';
import { NewChatJoin } from './chat-rooms.js';

/** Participants of a chat with more people do not get each other's presence and names pushed. */
const ACQUAINTANCES_UP_TO = 100;

/** Sends a push without a number to the rooms of its audience. */
@Injectable()
export class Audiences {
  /** By user. Acquaintances are read from the database: without the mutex, an "offline" could be pushed before an earlier "online". */
  private readonly mutex = new KeyedMutex();

  constructor(
    private readonly participants: Participants,
    private readonly sockets: Sockets,
  ) {}

  async push(push: PlainPush): Promise<void> {
    const { to } = push;
    if ('chat' in to) this.emit(push, [chatRoom(to.chat)], to.exceptUser);
    else if ('users' in to) this.emit(push, to.users.map(userRoom));
    else await this.mutex.run(to.acquaintancesOf, () => this.pushToAcquaintances(push, to.acquaintancesOf));
  }

  private async pushToAcquaintances(push: PlainPush, userId: string): Promise<void> {
    const what = push.event === 'presence.changed' ? 'presence' : 'name';
    const acquaintances = await this.participants.acquaintancesOf(userId, ACQUAINTANCES_UP_TO, what);
    this.emit(push, [userId, ...acquaintances].map(userRoom));
  }

  private emit({ event, payload }: PlainPush, rooms: string[], exceptUser?: string): void {
    this.sockets.emit(rooms, event, payload, { except: exceptUser === undefined ? [] : [userRoom(exceptUser)] });
  }
}

/** Routes the pushes of the event bus: those with a `rev` to the feed of their chat, all others directly to their audience. */
@Injectable()
export class PushRouter implements OnModuleDestroy {
  private readonly logger = new Logger(PushRouter.name);
  private pushes?: Subscription;

  constructor(
    private readonly bus: EventBus,
    private readonly feeds: ChatFeeds,
    private readonly newChatJoin: NewChatJoin,
    private readonly audiences: Audiences,
  ) {}

  serve(): void {
    this.pushes = this.bus.pushes.subscribe((push) => {
      this.route(push).catch((err: unknown) => {
        this.logger.error({ err, event: push.event }, 'push failed');
      });
    });
  }

  onModuleDestroy(): void {
    this.pushes?.unsubscribe();
  }

  private async route(push: Push): Promise<void> {
    if (push.event === 'chat.created') return this.newChatJoin.admit(push);
    if (isNumbered(push)) return this.feeds.accept(push);
    if ('chat' in push.to) await this.newChatJoin.admissionOf(push.to.chat);
    return this.audiences.push(push);
  }
}

/** A numbered push has no `to`: its audience is its chat. */
const isNumbered = (push: Push): push is NumberedPush => !('to' in push) && push.event !== 'chat.created';

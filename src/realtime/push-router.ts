import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { Subscription } from 'rxjs';

import { Participants } from '../chats/participants.js';
import type { Audience, Push } from '../contract/events.js';
import { EventBus } from '../platform/events/event-bus.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { ChatFeeds } from './chat-feeds.js';
import type { ChatNamespace } from './chat-socket.js';
import { Newcomers } from './newcomers.js';
import { chatRoom, userRoom } from './rooms.js';

/** In chats above this size people do not hear who comes and goes. */
const ACQUAINTANCES_UP_TO = 100;

/** Takes what features publish to the sockets it is for. */
@Injectable()
export class PushRouter implements OnModuleDestroy {
  private readonly logger = new Logger(PushRouter.name);
  private pushes?: Subscription;

  constructor(
    private readonly bus: EventBus,
    private readonly feeds: ChatFeeds,
    private readonly newcomers: Newcomers,
    private readonly participants: Participants,
    private readonly metrics: Metrics,
  ) {}

  serve(namespace: ChatNamespace): void {
    this.pushes = this.bus.pushes.subscribe((push) => {
      this.route(namespace, push).catch((err: unknown) => this.logger.error({ err, event: push.event }, 'push failed'));
    });
  }

  onModuleDestroy(): void {
    this.pushes?.unsubscribe();
  }

  private async route(namespace: ChatNamespace, push: Push): Promise<void> {
    if (push.event === 'chat.created') return this.newcomers.welcome(namespace, push);
    if (push.event === 'message.created') return this.feeds.accept(push.payload);
    const rooms = await this.roomsFor(push.to);
    if (rooms.length === 0) return;
    this.metrics.pushes.inc({ event: push.event });
    // one call for all rooms: who is in several of them hears it once
    namespace.to(rooms).emit(push.event, push.payload as never);
  }

  private async roomsFor(to: Audience): Promise<string[]> {
    if ('chat' in to) return [chatRoom(to.chat)];
    if ('users' in to) return to.users.map(userRoom);
    const acquaintances = await this.participants.acquaintancesOf(to.acquaintancesOf, ACQUAINTANCES_UP_TO);
    return [to.acquaintancesOf, ...acquaintances].map(userRoom);
  }
}

import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';

import type { NumberedPush, Push } from '../../contract/events.js';
import { EventBus } from '../../platform/events/event-bus.js';
import type { Subscription } from '../../platform/events/signal.js';
import { Audiences } from './audiences.js';
import { ChatFeeds } from '../feed/chat-feeds.js';
import { NewChatJoin } from './new-chat-join.js';

/** Takes what features publish to whom it is for: what is numbered through the feed of its chat, the rest straight on. */
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
    if (push.event === 'chat.created') return this.newChatJoin.welcome(push);
    if (isNumbered(push)) return this.feeds.accept(push);
    if ('chat' in push.to) await this.newChatJoin.arrived(push.to.chat);
    return this.audiences.tell(push);
  }
}

/** Whom a numbered push is for goes without saying: its chat. */
const isNumbered = (push: Push): push is NumberedPush => !('to' in push) && push.event !== 'chat.created';

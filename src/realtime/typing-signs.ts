import { Injectable } from '@nestjs/common';

import { ChatAccess } from '../chats/chat-access.js';
import { EventBus } from '../platform/events/event-bus.js';

/** Shows a chat that somebody is typing. Nothing of it is stored. */
@Injectable()
export class TypingSigns {
  constructor(
    private readonly access: ChatAccess,
    private readonly bus: EventBus,
  ) {}

  async show(userId: string, chatId: string, event: 'typing.started' | 'typing.stopped'): Promise<void> {
    const chat = await this.access.open(userId, chatId);
    if (chat.blocked) return; // as if nobody looked
    const payload = { chatId: chat.chatId, participantId: chat.participantId };
    this.bus.publish({ event, payload, to: { chat: chat.chatId } });
  }
}

import { Injectable } from '@nestjs/common';

import { type Success, success } from '../../contract/envelope.js';
import type { ClientEvent } from '../../contract/events.js';
import { ChatEventDto, SendEventDto } from '../../contract/dto/socket.dto.js';
import { StatusDto } from '../../contract/dto/user.dto.js';
import { MessagesService } from '../../messages/send/messages.service.js';
import type { Caller } from '../../platform/http/caller.js';
import { readInput } from '../../platform/http/input/input.js';
import { OnlineStatuses } from '../../users/online-statuses.js';
import type { SocketData } from '../sockets/chat-socket.js';
import { SyncEvents } from './sync-events.js';
import { TypingSigns } from './typing-signs.js';

type Handler = (me: SocketData, payload: unknown) => Promise<Success<unknown, unknown>>;

/** What each event of a client does: the same services as REST, the same answers. */
@Injectable()
export class ClientEvents {
  readonly handlers: Record<ClientEvent, Handler> = {
    'message.send': (me, payload) => this.send(me, payload),
    'chat.read': (me, payload) => this.syncEvents.read(me, payload),
    'chat.delivered': (me, payload) => this.syncEvents.delivered(me, payload),
    'typing.start': (me, payload) => this.startTyping(me, payload),
    'typing.stop': (me, payload) => this.stopTyping(me, payload),
    'presence.set': (me, payload) => this.setPresence(me, payload),
    sync: (me, payload) => this.syncEvents.catchUp(me, payload),
  };

  constructor(
    private readonly messages: MessagesService,
    private readonly syncEvents: SyncEvents,
    private readonly statuses: OnlineStatuses,
    private readonly typingSigns: TypingSigns,
  ) {}

  private async send(me: Caller, payload: unknown) {
    const { chatId, ...draft } = readInput(SendEventDto, payload);
    const { message, replayed } = await this.messages.send(me.userId, chatId, draft);
    return replayed ? success(message, { replayed }) : success(message);
  }

  private async startTyping(me: SocketData, payload: unknown) {
    await this.typingSigns.start(me, readInput(ChatEventDto, payload).chatId);
    return success();
  }

  private async stopTyping(me: SocketData, payload: unknown) {
    await this.typingSigns.stop(me, readInput(ChatEventDto, payload).chatId);
    return success();
  }

  private async setPresence(me: Caller, payload: unknown) {
    const { status } = readInput(StatusDto, payload);
    await this.statuses.set(me.userId, status);
    return success();
  }
}

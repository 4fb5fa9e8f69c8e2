import { Injectable } from '@nestjs/common';

import { Marks } from '../../chats/read-state/marks.js';
import { StatusDto } from '../../contract/dto/auth.dto.js';
import { ChatEventDto, MarkEventDto, SendEventDto, SyncDto } from '../../contract/dto/sync.dto.js';
import { success, type Success } from '../../contract/envelope.js';
import type { ClientEvent } from '../../contract/events.js';
import { MessagesService } from '../../messages/send/messages.service.js';
import type { Caller } from '../../platform/http/caller.js';
import { readInput } from '../../platform/http/input/input.js';
import { SyncService } from '../../sync/sync.service.js';
import { OnlineStatuses } from '../../users/online-statuses.js';
import type { SocketData } from '../sockets/chat-socket.js';
import { TypingIndicators } from './typing-indicators.js';

/** The events of clients about marks and sync. */
@Injectable()
export class SyncEvents {
  constructor(
    private readonly marks: Marks,
    private readonly sync: SyncService,
  ) {}

  async read(me: Caller, payload: unknown) {
    const { chatId, seq } = readInput(MarkEventDto, payload);
    return success(await this.marks.read(me.userId, chatId, seq));
  }

  async delivered(me: Caller, payload: unknown) {
    const { chatId, seq } = readInput(MarkEventDto, payload);
    return success(await this.marks.delivered(me.userId, chatId, seq));
  }

  async catchUp(me: Caller, payload: unknown) {
    return success(await this.sync.answer(me.userId, readInput(SyncDto, payload)));
  }
}

type Handler = (me: SocketData, payload: unknown) => Promise<Success<unknown, unknown>>;

/** The handler of each event of clients. It calls the same services as REST, and its ack is the same envelope. */
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
    private readonly typingIndicators: TypingIndicators,
  ) {}

  private async send(me: Caller, payload: unknown) {
    const draft = readInput(SendEventDto, payload);
    const { message, replayed } = await this.messages.send(me.userId, draft.chatId, draft);
    return replayed ? success(message, { replayed }) : success(message);
  }

  private async startTyping(me: SocketData, payload: unknown) {
    await this.typingIndicators.start(me, readInput(ChatEventDto, payload).chatId);
    return success();
  }

  private async stopTyping(me: SocketData, payload: unknown) {
    await this.typingIndicators.stop(me, readInput(ChatEventDto, payload).chatId);
    return success();
  }

  private async setPresence(me: Caller, payload: unknown) {
    const { status } = readInput(StatusDto, payload);
    await this.statuses.set(me.userId, status);
    return success();
  }
}

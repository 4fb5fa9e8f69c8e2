import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';

import { ChatAccess } from '../../chats/access/chat-access.js';
import type { Push } from '../../contract/events.js';
import { EventBus, type Subscription } from '../../platform/events/event-bus.js';
import { Allowances } from '../../platform/load/allowances.js';
import { steadyNow } from '../../platform/process/steady-clock.js';
import { type ChatSocket, type SocketData, type TypingSign, userRoom } from '../sockets/chat-socket.js';
import { Sockets } from '../delivery/sockets.js';

/** Clients forget a sign that is not repeated for so long, in milliseconds. */
const FORGOTTEN_AFTER = 6_000;

/**
 * Tells the others in a chat that somebody is typing, and that they stopped: because they said so, sent a message from any
 * device, left the chat, or lost the connection. Nothing of it is stored: each node remembers what its own sockets said.
 */
@Injectable()
export class TypingSigns implements OnModuleInit, OnModuleDestroy {
  private readonly subscriptions: Subscription[] = [];
  /** The users who may have signs on this node. Each message of anybody is checked, and almost nobody has any. */
  private readonly users = new Set<string>();

  constructor(
    private readonly access: ChatAccess,
    private readonly bus: EventBus,
    private readonly sockets: Sockets,
    private readonly allowances: Allowances,
  ) {}

  /** Messages and departures of every node are heard here, so it does not matter on which one they were asked for. */
  onModuleInit(): void {
    this.subscriptions.push(
      this.bus.pushes.subscribe((push) => this.endWith(push)),
      this.sockets.closed.subscribe((socket) => this.endAllOf(socket)),
    );
  }

  onModuleDestroy(): void {
    for (const subscription of this.subscriptions) subscription.unsubscribe();
  }

  /** @throws AppError chat.not_found, rate.limited */
  async start(me: SocketData, chatId: string): Promise<void> {
    this.allowances.take('typing', me.userId);
    const signs = signsOf(me);
    const sign: TypingSign = { participantId: null, until: steadyNow() + FORGOTTEN_AFTER };
    this.users.add(me.userId);
    // Before the chat is looked up: a message that is sent meanwhile takes it away again.
    signs.set(chatId.toLowerCase(), sign);
    try {
      const chat = await this.access.open(me.userId, chatId);
      if (chat.blocked || signs.get(chat.chatId) !== sign) return; // blocked: as if nobody looked
      sign.participantId = chat.participantId;
      this.tell('typing.started', me.userId, { chatId: chat.chatId, participantId: chat.participantId });
    } finally {
      if (sign.participantId === null && signs.get(chatId.toLowerCase()) === sign) signs.delete(chatId.toLowerCase());
      // The last socket may have been closed meanwhile.
      if (!this.sockets.anyIn(userRoom(me.userId))) this.users.delete(me.userId);
    }
  }

  /** @throws AppError chat.not_found */
  async stop(me: SocketData, chatId: string): Promise<void> {
    const wasShown = shownIn(signsOf(me), chatId.toLowerCase()) !== null;
    signsOf(me).delete(chatId.toLowerCase());
    const chat = await this.access.open(me.userId, chatId);
    if (chat.blocked || !wasShown) return;
    this.tell('typing.stopped', me.userId, { chatId: chat.chatId, participantId: chat.participantId });
  }

  private endWith(push: Push): void {
    if (push.event === 'message.created' && push.payload.kind !== 'system')
      this.end(push.payload.sender.id, push.payload.chatId);
    else if (push.event === 'participant.left') this.end(push.payload.participant.user.id, push.payload.chatId);
  }

  private end(userId: string, chatId: string): void {
    if (!this.users.has(userId)) return;
    const theirs = this.sockets.in(userRoom(userId)).map(({ data }) => signsOf(data));
    const participantId = theirs.map((signs) => shownIn(signs, chatId)).find((id) => id !== null);
    for (const signs of theirs) signs.delete(chatId);
    if (participantId) this.tell('typing.stopped', userId, { chatId, participantId });
  }

  private endAllOf({ data }: ChatSocket): void {
    const signs = signsOf(data);
    const others = this.sockets.in(userRoom(data.userId)).map((socket) => signsOf(socket.data));
    if (others.length === 0) this.users.delete(data.userId);
    for (const chatId of [...signs.keys()]) {
      const participantId = shownIn(signs, chatId);
      signs.delete(chatId);
      const goesOn = others.some((other) => shownIn(other, chatId) !== null);
      if (participantId !== null && !goesOn) this.tell('typing.stopped', data.userId, { chatId, participantId });
    }
  }

  private tell(
    event: 'typing.started' | 'typing.stopped',
    userId: string,
    payload: { chatId: string; participantId: string },
  ): void {
    this.bus.publish({ event, payload, to: { chat: payload.chatId, exceptUser: userId } });
  }
}

/** Without those that are forgotten by now. */
function signsOf(data: SocketData): Map<string, TypingSign> {
  data.typing ??= new Map();
  const now = steadyNow();
  for (const [chatId, { until }] of data.typing) if (until <= now) data.typing.delete(chatId);
  return data.typing;
}

/** Who is shown typing; null: nobody is. */
function shownIn(signs: Map<string, TypingSign>, chatId: string): string | null {
  return signs.get(chatId)?.participantId ?? null;
}

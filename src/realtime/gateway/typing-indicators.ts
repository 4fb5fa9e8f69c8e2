import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';

import { ChatAccess } from '../../chats/access/chat-access.js';
import type { Push } from '../../contract/events.js';
import { EventBus, type Subscription } from '../../platform/events/event-bus.js';
import { Allowances } from '../../platform/load/allowances.js';
import { steadyNow } from '../../platform/process/steady-clock.js';
import { type ChatSocket, type SocketData, type TypingIndicator, userRoom } from '../sockets/chat-socket.js';
import { Sockets } from '../delivery/sockets.js';

/** Milliseconds after which clients hide a typing indicator that is not repeated. */
const EXPIRES_AFTER = 6_000;

/**
 * Pushes `typing.started` and `typing.stopped` to the others in a chat. Typing ends with `typing.stop`, a message from any device,
 * leaving the chat, or a lost connection. Nothing is stored: each node has the indicators of its own sockets in memory.
 */
@Injectable()
export class TypingIndicators implements OnModuleInit, OnModuleDestroy {
  private readonly subscriptions: Subscription[] = [];
  /** The users who may have indicators on this node. With it, the check that runs for each message is cheap for everybody else. */
  private readonly users = new Set<string>();

  constructor(
    private readonly access: ChatAccess,
    private readonly bus: EventBus,
    private readonly sockets: Sockets,
    private readonly allowances: Allowances,
  ) {}

  /** The bus also carries the pushes of other nodes, so a message or a departure on any node ends the indicator. */
  onModuleInit(): void {
    this.subscriptions.push(
      this.bus.pushes.subscribe((push) => this.endWith(push)),
      this.sockets.closed.subscribe((socket) => this.endAllOf(socket)),
    );
  }

  onModuleDestroy(): void {
    for (const subscription of this.subscriptions) subscription.unsubscribe();
  }

  /** Shows the user as typing for six seconds. @param chatId in any letter case @throws AppError chat.not_found, rate.limited */
  async start(me: SocketData, chatId: string): Promise<void> {
    this.allowances.take('typing', me.userId);
    const indicators = indicatorsOf(me);
    const indicator: TypingIndicator = { participantId: null, until: steadyNow() + EXPIRES_AFTER };
    this.users.add(me.userId);
    // Set before the chat is read, so that a message that is sent meanwhile removes the indicator again.
    indicators.set(chatId.toLowerCase(), indicator);
    try {
      const chat = await this.access.open(me.userId, chatId);
      if (chat.blocked || indicators.get(chat.chatId) !== indicator) return; // blocked: succeeds, and pushes nothing
      indicator.participantId = chat.participantId;
      this.publish('typing.started', me.userId, { chatId: chat.chatId, participantId: chat.participantId });
    } finally {
      if (indicator.participantId === null && indicators.get(chatId.toLowerCase()) === indicator)
        indicators.delete(chatId.toLowerCase());
      // The last socket of the user may have closed meanwhile.
      if (!this.sockets.anyIn(userRoom(me.userId))) this.users.delete(me.userId);
    }
  }

  /** Ends the indicator of this socket. @param chatId in any letter case @throws AppError chat.not_found */
  async stop(me: SocketData, chatId: string): Promise<void> {
    const wasShown = participantShownIn(indicatorsOf(me), chatId.toLowerCase()) !== null;
    indicatorsOf(me).delete(chatId.toLowerCase());
    const chat = await this.access.open(me.userId, chatId);
    if (chat.blocked || !wasShown) return;
    this.publish('typing.stopped', me.userId, { chatId: chat.chatId, participantId: chat.participantId });
  }

  private endWith(push: Push): void {
    if (push.event === 'message.created' && push.payload.kind !== 'system')
      this.end(push.payload.sender.id, push.payload.chatId);
    else if (push.event === 'participant.left') this.end(push.payload.participant.user.id, push.payload.chatId);
  }

  private end(userId: string, chatId: string): void {
    if (!this.users.has(userId)) return;
    const theirs = this.sockets.in(userRoom(userId)).map(({ data }) => indicatorsOf(data));
    const participantId = theirs.map((indicators) => participantShownIn(indicators, chatId)).find((id) => id !== null);
    for (const indicators of theirs) indicators.delete(chatId);
    if (participantId) this.publish('typing.stopped', userId, { chatId, participantId });
  }

  private endAllOf({ data }: ChatSocket): void {
    const indicators = indicatorsOf(data);
    const others = this.sockets.in(userRoom(data.userId)).map((socket) => indicatorsOf(socket.data));
    if (others.length === 0) this.users.delete(data.userId);
    for (const chatId of [...indicators.keys()]) {
      const participantId = participantShownIn(indicators, chatId);
      indicators.delete(chatId);
      const isStillTyping = others.some((other) => participantShownIn(other, chatId) !== null);
      if (participantId !== null && !isStillTyping)
        this.publish('typing.stopped', data.userId, { chatId, participantId });
    }
  }

  private publish(
    event: 'typing.started' | 'typing.stopped',
    userId: string,
    payload: { chatId: string; participantId: string },
  ): void {
    this.bus.publish({ event, payload, to: { chat: payload.chatId, exceptUser: userId } });
  }
}

/** The indicators of a socket by chat id. Removes the expired ones. */
function indicatorsOf(data: SocketData): Map<string, TypingIndicator> {
  data.typing ??= new Map();
  const now = steadyNow();
  for (const [chatId, { until }] of data.typing) if (until <= now) data.typing.delete(chatId);
  return data.typing;
}

/** The participant id that others see typing; null when they see none. */
function participantShownIn(indicators: Map<string, TypingIndicator>, chatId: string): string | null {
  return indicators.get(chatId)?.participantId ?? null;
}

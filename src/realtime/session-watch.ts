import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { Subscription } from 'rxjs';

import type { ErrorCode } from '../contract/errors.js';
import { EventBus } from '../platform/events/event-bus.js';
import { Presence } from '../presence/presence.js';
import type { ChatNamespace, ChatSocket } from './chat-socket.js';
import { sessionRoom } from './rooms.js';

/** Keeps open sockets to what their session allows: renews their leases, closes them when their time is over. */
@Injectable()
export class SessionWatch implements OnModuleDestroy {
  private namespace?: ChatNamespace;
  private ended?: Subscription;

  constructor(
    private readonly bus: EventBus,
    private readonly presence: Presence,
  ) {}

  serve(namespace: ChatNamespace): void {
    this.namespace = namespace;
    this.ended = this.bus.endedSessions.subscribe(({ sessionId }) => {
      const sockets = namespace.adapter.rooms.get(sessionRoom(sessionId)) ?? [];
      for (const id of [...sockets]) end(namespace.sockets.get(id), 'auth.session_revoked');
    });
  }

  onModuleDestroy(): void {
    this.ended?.unsubscribe();
  }

  @Interval(10_000)
  renew(now = Date.now()): void {
    for (const socket of this.namespace?.sockets.values() ?? []) {
      if (socket.data.expiresAt <= now) end(socket, 'auth.token_expired');
      else this.presence.socketIsOpen(socket.data.userId, socket.id);
    }
  }
}

function end(socket: ChatSocket | undefined, code: ErrorCode): void {
  socket?.emit('session.ended', { code });
  socket?.disconnect(true);
}

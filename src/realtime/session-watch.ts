import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';

import { Sessions } from '../auth/sessions.js';
import { asAppError } from '../platform/errors/as-app-error.js';
import { EventBus } from '../platform/events/event-bus.js';
import type { Subscription } from '../platform/events/signal.js';
import { Presence } from '../presence/presence.js';
import type { ChatNamespace, ChatSocket } from './chat-socket.js';
import { endSession } from './end-session.js';
import { sessionRoom } from './rooms.js';

/** Keeps open sockets to what their session allows: renews their leases, closes them when their time is over. */
@Injectable()
export class SessionWatch implements OnModuleDestroy {
  private namespace?: ChatNamespace;
  private ended?: Subscription;

  constructor(
    private readonly bus: EventBus,
    private readonly presence: Presence,
    private readonly sessions: Sessions,
  ) {}

  serve(namespace: ChatNamespace): void {
    this.namespace = namespace;
    namespace.on('connection', (socket) => this.checkAgain(socket));
    this.ended = this.bus.endedSessions.subscribe(({ sessionId }) => {
      const sockets = namespace.adapter.rooms.get(sessionRoom(sessionId)) ?? [];
      for (const id of [...sockets]) endSession(namespace.sockets.get(id), 'auth.session_revoked');
    });
  }

  onModuleDestroy(): void {
    this.ended?.unsubscribe();
  }

  @Interval(10_000)
  renew(now = Date.now()): void {
    for (const socket of this.namespace?.sockets.values() ?? []) {
      if (socket.data.expiresAt <= now) endSession(socket, 'auth.token_expired');
      else this.presence.socketIsOpen(socket.data.userId, socket.data.sessionId, socket.id);
    }
  }

  /** Its session may have ended while the socket was on its way in, when it could not be told yet. */
  private checkAgain(socket: ChatSocket): void {
    const { userId, sessionId } = socket.data;
    this.sessions.check({ sub: userId, sid: sessionId }).catch((error: unknown) => {
      const { code } = asAppError(error);
      if (code === 'auth.session_revoked') endSession(socket, code);
      else socket.disconnect(true);
    });
  }
}

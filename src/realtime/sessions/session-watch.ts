import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';

import { Sessions } from '../../auth/sessions/sessions.js';
import { asAppError } from '../../platform/errors/as-app-error.js';
import { EventBus } from '../../platform/events/event-bus.js';
import type { Subscription } from '../../platform/events/signal.js';
import { Presence } from '../../presence/presence.js';
import type { ChatNamespace, ChatSocket } from '../sockets/chat-socket.js';
import { endSession } from '../sockets/end-session.js';
import { isPassing, turnAway } from '../sockets/connection-refusal.js';
import { sessionRoom } from '../sockets/room-names.js';

/** The longest timer of Node, in ms. A longer one would fire at once, and a token may live for years. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Keeps open sockets to what their session allows: renews their leases, closes them when the session ends or the token expires. */
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
    namespace.on('connection', (socket) => {
      this.checkAgain(socket);
      endAtExpiry(socket);
    });
    this.ended = this.bus.endedSessions.subscribe(({ sessionId }) => {
      const sockets = namespace.adapter.rooms.get(sessionRoom(sessionId)) ?? [];
      for (const id of [...sockets]) endSession(namespace.sockets.get(id), 'auth.session_revoked');
    });
  }

  onModuleDestroy(): void {
    this.ended?.unsubscribe();
  }

  @Interval(10_000)
  renew(): void {
    for (const { id, data } of this.namespace?.sockets.values() ?? [])
      this.presence.socketIsOpen(data.userId, data.sessionId, id);
  }

  /** The session may have ended while the socket was connecting, when it could not be told yet. */
  private checkAgain(socket: ChatSocket): void {
    const { userId, sessionId, tokenVersion } = socket.data;
    this.sessions.check({ sub: userId, sid: sessionId, ver: tokenVersion }).catch((error: unknown) => {
      const failure = asAppError(error);
      if (isPassing(failure)) turnAway(socket.conn, failure);
      else endSession(socket, failure.code);
    });
  }
}

/** Disconnects expired sockets, which would otherwise go on receiving pushes. What they send is refused by the event dispatcher at the same moment. */
function endAtExpiry(socket: ChatSocket): void {
  let timer: NodeJS.Timeout;
  const wait = (): void => {
    const left = socket.data.expiresAt - Date.now();
    if (left <= 0) endSession(socket, 'auth.token_expired');
    else timer = setTimeout(wait, Math.min(left, LONGEST_TIMER)).unref();
  };
  socket.once('disconnect', () => clearTimeout(timer));
  wait();
}

import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';

import { Sessions, type TokenVersion } from '../../auth/sessions/sessions.js';
import { AppError, asAppError } from '../../platform/errors/app-error.js';
import { EventBus, type Subscription } from '../../platform/events/event-bus.js';
import { Presence } from '../../presence/presence.js';
import { Sockets } from '../delivery/sockets.js';
import { type ChatNamespace, type ChatSocket, sessionRoom } from '../sockets/chat-socket.js';
import { endSession, isTemporary, closeWithError } from '../sockets/connection-refusal.js';

const EVERY = 5_000;

/**
 * Closes sockets whose token was replaced by a refresh on any node and is not accepted any more. The official client reconnects by
 * itself: it is accepted with the new token, and refused with a final error with the old one.
 */
@Injectable()
export class RenewedSessions {
  private readonly logger = new Logger(RenewedSessions.name);

  constructor(
    private readonly sessions: Sessions,
    private readonly sockets: Sockets,
  ) {}

  @Interval(EVERY)
  async closeOutdated(): Promise<void> {
    try {
      for (const newest of await this.sessions.renewedLately()) this.closeBefore(newest);
    } catch (err) {
      this.logger.warn({ err }, 'it could not be looked up which sessions were renewed');
    }
  }

  private closeBefore({ sessionId, tokenVersion }: TokenVersion): void {
    for (const { data, conn } of this.sockets.in(sessionRoom(sessionId))) {
      if (data.tokenVersion < tokenVersion) closeWithError(conn, new AppError('auth.token_expired'));
    }
  }
}

/** Maximum milliseconds of a timer in Node. A longer one would fire at once, and a token may be valid for years. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Renews the leases of open sockets, and closes sockets when their session ends or their token expires. */
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

  /** Checks the session again. It may have ended while the socket was connecting and was not in the room of its session yet. */
  private checkAgain(socket: ChatSocket): void {
    const { userId, sessionId, tokenVersion } = socket.data;
    this.sessions.check({ sub: userId, sid: sessionId, ver: tokenVersion }).catch((error: unknown) => {
      const failure = asAppError(error);
      if (isTemporary(failure)) closeWithError(socket.conn, failure);
      else endSession(socket, failure.code);
    });
  }
}

/** Closes a socket when its token expires, because it would get pushes otherwise. The event dispatcher checks the same time for events. */
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

import { setTimeout as sleep } from 'node:timers/promises';

import { Injectable, Logger } from '@nestjs/common';

import { BadTokens } from '../../auth/sign-in-limits.js';
import { Sessions } from '../../auth/sessions/sessions.js';
import { type Claims, Tokens } from '../../auth/sessions/tokens.js';
import { AppError, asAppError } from '../../platform/errors/app-error.js';
import type { Caller } from '../../platform/http/caller.js';
import { Allowances } from '../../platform/load/allowances.js';
import { type ChatNamespace, type ChatSocket, sessionRoom, userRoom } from '../sockets/chat-socket.js';
import { FaultyConnections } from '../faults/faulty-connections.js';
import { isTemporary, closeWithError } from '../sockets/connection-refusal.js';

const SOCKETS_PER_USER = 50;
/**
 * Milliseconds before a temporary refusal. The official client counts an opened connection as a success and would retry after a second,
 * without growing pauses, so the server waits instead.
 */
const REFUSAL_DELAY_MS = 3_000;

/** Authenticates sockets by the token of login, in `auth` or as a Bearer header. Not in the query, because proxies log URLs. */
@Injectable()
export class SocketAuth {
  private readonly logger = new Logger(SocketAuth.name);

  constructor(
    private readonly tokens: Tokens,
    private readonly sessions: Sessions,
    private readonly faultyConnections: FaultyConnections,
    private readonly allowances: Allowances,
    private readonly badTokens: BadTokens,
  ) {}

  guard(namespace: ChatNamespace): void {
    namespace.use((socket, next) => {
      this.accept(namespace, socket).then(
        () => next(),
        (thrown: unknown) => void this.refuse(socket, thrown, next),
      );
    });
  }

  /**
   * A final error is sent as `connect_error` with the envelope in `data`, and the official client does not retry. For a temporary error
   * the connection is closed first: then Socket.IO does not send that packet, and the client retries.
   */
  private async refuse(socket: ChatSocket, thrown: unknown, next: (error: Error) => void): Promise<void> {
    const error = asAppError(thrown);
    if (error.code === 'internal') this.logger.error({ err: thrown }, 'a socket could not be let in');
    if (isTemporary(error)) {
      await sleep(REFUSAL_DELAY_MS, undefined, { ref: false });
      closeWithError(socket.conn, error);
    }
    next(Object.assign(new Error(error.message), { data: error.view }));
  }

  private async accept(namespace: ChatNamespace, socket: ChatSocket): Promise<void> {
    const [claims, caller] = await this.authenticate(socket);
    this.allowances.take('connections', caller.userId);
    this.faultyConnections.open(caller.sessionId);
    const open = namespace.adapter.rooms.get(userRoom(caller.userId))?.size ?? 0;
    if (open >= SOCKETS_PER_USER)
      throw new AppError('rate.limited', { params: { limit: SOCKETS_PER_USER }, retryAfter: 10 });
    Object.assign(socket.data, caller, { expiresAt: claims.exp * 1000 });
    // Joins now, so that it counts when the next socket of this user comes. Socket.IO removes a refused socket from its rooms.
    void socket.join([userRoom(caller.userId), sessionRoom(caller.sessionId)]);
  }

  /**
   * @throws AppError auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked; rate.limited instead of these
   *   when too many bad tokens came from the network
   */
  private async authenticate(socket: ChatSocket): Promise<[Claims, Caller]> {
    try {
      const claims = this.tokens.readApi(tokenOf(socket));
      return [claims, await this.sessions.check(claims)];
    } catch (error) {
      await this.badTokens.count(socket.request, error);
      throw error;
    }
  }
}

function tokenOf({ handshake }: ChatSocket): string {
  const { token } = handshake.auth as { token?: unknown };
  if (typeof token === 'string' && token !== '') return token;
  const bearer = /^Bearer (.+)$/i.exec(handshake.headers.authorization ?? '')?.[1];
  if (bearer === undefined) throw new AppError('auth.token_missing');
  return bearer;
}

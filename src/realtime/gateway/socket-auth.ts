import { setTimeout as sleep } from 'node:timers/promises';

import { Injectable, Logger } from '@nestjs/common';

import { BadTokens } from '../../auth/sign-in-limits.js';
import { Sessions } from '../../auth/sessions/sessions.js';
import { type Claims, Tokens } from '../../auth/sessions/tokens.js';
import { AppError, asAppError } from '../../platform/errors/app-error.js';
import type { Caller } from '../../platform/http/caller.js';
import { Allowances } from '../../platform/load/allowances.js';
import { type ChatNamespace, type ChatSocket, sessionRoom, userRoom } from '../sockets/chat-socket.js';
import { FaultyLines } from '../faults/faulty-lines.js';
import { isPassing, turnAway } from '../sockets/connection-refusal.js';

const SOCKETS_PER_USER = 50;
/** The official client takes an opened connection for success and retries after a second: the pause it would not make is made here. */
const PAUSE = 3_000;

/** Lets a socket in by the token of login: in `auth`, or as a Bearer header; never in the query, which gets logged. */
@Injectable()
export class SocketAuth {
  private readonly logger = new Logger(SocketAuth.name);

  constructor(
    private readonly tokens: Tokens,
    private readonly sessions: Sessions,
    private readonly faultyLines: FaultyLines,
    private readonly allowances: Allowances,
    private readonly badTokens: BadTokens,
  ) {}

  guard(namespace: ChatNamespace): void {
    namespace.use((socket, next) => {
      this.letIn(namespace, socket).then(
        () => next(),
        (thrown: unknown) => void this.refuse(socket, thrown, next),
      );
    });
  }

  /**
   * What is final arrives as `connect_error` with the envelope in `data`, and stops the official client. For what is passing
   * the connection is closed first: then Socket.IO sends no such packet, and the client retries.
   */
  private async refuse(socket: ChatSocket, thrown: unknown, next: (error: Error) => void): Promise<void> {
    const error = asAppError(thrown);
    if (error.code === 'internal') this.logger.error({ err: thrown }, 'a socket could not be let in');
    if (isPassing(error)) {
      await sleep(PAUSE, undefined, { ref: false });
      turnAway(socket.conn, error);
    }
    next(Object.assign(new Error(error.message), { data: error.view }));
  }

  private async letIn(namespace: ChatNamespace, socket: ChatSocket): Promise<void> {
    const [claims, caller] = await this.authenticate(socket);
    this.allowances.take('connections', caller.userId);
    this.faultyLines.open(caller.sessionId);
    const open = namespace.adapter.rooms.get(userRoom(caller.userId))?.size ?? 0;
    if (open >= SOCKETS_PER_USER)
      throw new AppError('rate.limited', { params: { limit: SOCKETS_PER_USER }, retryAfter: 10 });
    Object.assign(socket.data, caller, { expiresAt: claims.exp * 1000 });
    // At once, so that the next one is counted with it. Who is refused after all is taken out again by Socket.IO.
    void socket.join([userRoom(caller.userId), sessionRoom(caller.sessionId)]);
  }

  /** @throws AppError of the token; rate.limited when too many bad ones came from its network */
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

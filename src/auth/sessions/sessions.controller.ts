import { Controller, Delete, Get, Injectable, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { InjectRepository } from '@nestjs/typeorm';
import { isUUID } from 'class-validator';
import { type FindOptionsWhere, Not, type Repository } from 'typeorm';

import { ListSessionsDto } from '../../contract/dto/auth.dto.js';
import { NextMeta, success } from '../../contract/envelope.js';
import { EndedSessionsView, SessionView } from '../../contract/views/user.view.js';
import { Journal } from '../../platform/database/journal.js';
import { type Keep, type KeyedRequest, Once } from '../../platform/database/once.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { type Caller, Me } from '../../platform/http/caller.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { Keyed } from '../../platform/http/input/idempotency.js';
import { Presence } from '../../presence/presence.js';
import { Session } from './session.entity.js';

/** The devices on which a user is signed in: listed for them, and signed out by them. */
@Injectable()
export class Devices {
  constructor(
    @InjectRepository(Session) private readonly sessions: Repository<Session>,
    private readonly transactions: Transactions,
    private readonly bus: EventBus,
    private readonly presence: Presence,
  ) {}

  /**
   * A page of the caller's sessions: the calling one first, then the newest.
   * @param page its `cursor` is the `next` of the page before; without it the first page is answered
   */
  async of({ userId, sessionId }: Caller, { limit = PER_PAGE, cursor }: ListSessionsDto): Promise<SessionPage> {
    const page = this.sessions
      .createQueryBuilder('session')
      .where('session.userId = :userId and session.expiresAt > now()', { userId })
      .orderBy('session.id <> :sessionId')
      .addOrderBy('session.id', 'DESC')
      .limit(limit + 1)
      .setParameters({ sessionId });
    if (cursor !== undefined) page.andWhere('session.id < :cursor and session.id <> :sessionId', { cursor });
    const found = await page.getMany();
    const shown = found.slice(0, limit);
    const next = found.length > limit ? (shown.at(-1)?.id ?? null) : null;
    return { sessions: shown.map((session) => viewOf(session, sessionId)), next };
  }

  /**
   * Ends a session and closes its sockets: at once on this node, and on the others when they receive the hint.
   * @returns false when that user has no such session
   */
  async signOut({ userId, sessionId }: OneSession, keep?: Keep<boolean>): Promise<boolean> {
    if (!isUUID(sessionId)) return false;
    return (await this.end({ userId, id: sessionId.toLowerCase() }, keep)) === 1;
  }

  /** Ends all sessions of the caller except the calling one. @returns how many ended */
  signOutOthers({ userId, sessionId }: Caller): Promise<number> {
    return this.end({ userId, id: Not(sessionId) });
  }

  /** Ends all sessions of the caller, the calling one included. @returns how many ended */
  signOutAll({ userId }: Caller): Promise<number> {
    return this.end({ userId });
  }

  /** Ends all sessions of a user in a transaction; their sockets are closed after its commit. @returns how many ended */
  endAll(tx: Tx, userId: string): Promise<number> {
    return this.endIn(tx, { userId });
  }

  private end(which: OwnSessions, keep?: Keep<boolean>): Promise<number> {
    return this.transactions.run(async (tx) => {
      const ended = await this.endIn(tx, which);
      if (ended > 0) await keep?.(tx, true);
      return ended;
    });
  }

  private async endIn(tx: Tx, which: OwnSessions): Promise<number> {
    const sessions = tx.manager.createQueryBuilder().delete().from(Session).where(which).returning('id');
    const sessionIds = ((await sessions.execute()).raw as Pick<Session, 'id'>[]).map(({ id }) => id);
    if (sessionIds.length === 0) return 0;
    await Journal.record(tx.manager, { sessionIds });
    tx.afterCommit(() => {
      for (const id of sessionIds) {
        this.bus.endSession(id);
        this.presence.signedOut(which.userId, id);
      }
    });
    return sessionIds.length;
  }
}

@ApiTags('auth')
@Controller('api/me/sessions')
export class SessionsController {
  constructor(
    private readonly devices: Devices,
    private readonly once: Once,
  ) {}

  /** Lists the sessions of the caller: this one first, then the newest. A page has 100, or fewer with `limit`. */
  @Get()
  @Answers([SessionView], { errors: ['request.invalid'], meta: NextMeta })
  async all(@Me() me: Caller, @Query() query: ListSessionsDto) {
    const { sessions, next } = await this.devices.of(me, query);
    return success(sessions, { next });
  }

  /** Signs out all other devices of the caller: their tokens are refused and their sockets are closed. */
  @Delete()
  @Answers(EndedSessionsView)
  async endOthers(@Me() me: Caller) {
    return success({ ended: await this.devices.signOutOthers(me) });
  }

  /** Signs out one device of the caller: its tokens are refused and its sockets are closed. */
  @Delete(':session')
  @Answers(null, { keyed: true, errors: ['session.not_found'] })
  async end(@Me() me: Caller, @Param('session') sessionId: string, @Keyed() request: KeyedRequest | null) {
    const there = { userId: me.userId, sessionId };
    const ended = await this.once.answer<boolean>(request, (keep) => this.devices.signOut(there, keep));
    if (!ended) throw new AppError('session.not_found');
    return success();
  }
}

const PER_PAGE = 100;

interface SessionPage {
  sessions: SessionView[];
  /** The cursor of the next page; null on the last one. */
  next: string | null;
}

type OneSession = Pick<Caller, 'userId' | 'sessionId'>;
/** Which sessions of one user. */
type OwnSessions = FindOptionsWhere<Session> & { userId: string };

function viewOf({ id, device, createdAt, expiresAt }: Session, current: string): SessionView {
  return {
    id,
    device,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    current: id === current,
  };
}

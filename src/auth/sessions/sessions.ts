import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { InjectRepository } from '@nestjs/typeorm';
import { isUUID } from 'class-validator';
import { LessThan, LessThanOrEqual, Raw, type Repository } from 'typeorm';
import { newId } from '../../platform/process/new-id.js';

import { Config } from '../../platform/config/config.js';
import { rows } from '../../platform/database/rows.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { EventBus, type Subscription } from '../../platform/events/event-bus.js';
import type { Caller } from '../../platform/http/caller.js';
import { User } from '../../users/user.entity.js';
import { Session } from './session.entity.js';
import { SESSION_STATE } from '../auth.sql.js';
import type { Claims } from './tokens.js';

/** Milliseconds for which a session is cached before the database is asked again. */
const CACHED = 2_000;
const HOUR = 60 * 60 * 1000;

interface SessionState {
  userId: string;
  expiresAt: Date;
  tokenVersion: number;
  /** The token before the newest one is still accepted. */
  inGrace: boolean;
}

interface CachedSession {
  session: Promise<SessionState | null>;
  /** Until when it is used, on the clock of `performance.now`. */
  until: number;
}

export interface Opening {
  /** From where, see `placeOf`. */
  place?: string | null;
  /** The hash with which the password was checked. */
  passwordHash?: string;
}

type NewSession = Pick<Session, 'userId' | 'device' | 'expiresAt' | 'fixedExpiry'> & Opening;

/** The version of a session's newest token. */
export interface TokenVersion {
  sessionId: string;
  tokenVersion: number;
}

/** Signed-in devices. A token is accepted only while its session exists, and until a refresh replaced it. */
@Injectable()
export class Sessions implements OnModuleInit, OnModuleDestroy {
  private readonly cached = new Map<string, CachedSession>();
  private ended?: Subscription;

  constructor(
    @InjectRepository(Session) private readonly sessions: Repository<Session>,
    private readonly config: Config,
    private readonly bus: EventBus,
    private readonly transactions: Transactions,
  ) {}

  /** The subscription also receives the sessions that other nodes end. */
  onModuleInit(): void {
    this.ended = this.bus.endedSessions.subscribe(({ sessionId }) => this.cached.delete(sessionId));
  }

  onModuleDestroy(): void {
    this.ended?.unsubscribe();
  }

  /**
   * Starts a session.
   * @param device its User-Agent; null when it sent none
   * @throws AppError auth.deactivated, also when the account is deactivated or deleted at the same moment; auth.bad_credentials when the
   *   password is changed at the same moment
   */
  open(userId: string, device: string | null, opening: Opening = {}): Promise<Session> {
    return this.transactions.run((tx) =>
      this.openIn(tx, { ...opening, userId, device, expiresAt: this.expiry(), fixedExpiry: false }),
    );
  }

  /** Starts a session in a transaction. @throws AppError auth.deactivated; auth.bad_credentials when the password was changed meanwhile */
  async openIn({ manager }: Tx, { passwordHash, place = null, ...wanted }: NewSession): Promise<Session> {
    const session = this.sessions.create({ ...wanted, place, id: newId(), tokenVersion: 0 });
    // The lock waits for a deactivation or a new password under way, which ends only the sessions that it sees.
    const user = await manager.findOne(User, {
      select: { id: true, passwordHash: true, deactivatedAt: true },
      where: { id: wanted.userId },
      lock: { mode: 'pessimistic_read' },
    });
    if (user?.deactivatedAt !== null) throw new AppError('auth.deactivated');
    if (passwordHash !== undefined && user.passwordHash !== passwordHash) throw new AppError('auth.bad_credentials');
    await manager.insert(Session, session);
    return session;
  }

  /**
   * Checks the claims of a token against its session.
   * @throws AppError auth.session_revoked; auth.token_expired when a refresh has replaced the token
   */
  async check({ sub, sid, ver }: Omit<Claims, 'exp'>): Promise<Caller> {
    const session = await this.find(sid);
    if (session?.userId !== sub || session.expiresAt.getTime() <= Date.now()) {
      throw new AppError('auth.session_revoked');
    }
    const oldest = session.inGrace ? session.tokenVersion - 1 : session.tokenVersion;
    // A version newer than the stored one is accepted: a backup was restored, or the cache of this node is older than the refresh.
    if (ver < oldest) throw new AppError('auth.token_expired');
    return { userId: sub, sessionId: sid, tokenVersion: ver };
  }

  /**
   * Replaces the token of the caller, which is accepted for ten seconds more, and extends the session, unless its end is fixed. A second call
   * with the replaced token within that time is a retry of a client that got no answer, and gets the same new token.
   * @throws AppError auth.token_expired, auth.session_revoked
   */
  async renew({ userId, sessionId, tokenVersion }: Caller): Promise<{ tokenVersion: number; expiresAt: Date }> {
    const update = this.sessions.createQueryBuilder().update({
      tokenVersion: tokenVersion + 1,
      expiresAt: () => 'case when fixed_expiry then expires_at else cast(:expiry as timestamptz) end',
      renewedAt: () => 'now()',
    });
    const renewed = await update
      .where({ id: sessionId, tokenVersion: LessThanOrEqual(tokenVersion) })
      .setParameters({ expiry: this.expiry() })
      .returning(['expiresAt'])
      .execute();
    this.cached.delete(sessionId);
    const [row] = renewed.raw as { expires_at: Date }[];
    if (row) return { tokenVersion: tokenVersion + 1, expiresAt: new Date(row.expires_at) };
    await this.check({ sub: userId, sid: sessionId, ver: tokenVersion });
    const session = await this.find(sessionId);
    if (!session) throw new AppError('auth.session_revoked');
    return session;
  }

  /** A session of a user as the database has it now, not as it is cached. @throws AppError session.not_found when it has ended */
  async get(userId: string, id: string): Promise<Pick<Session, 'tokenVersion' | 'expiresAt'>> {
    const session = await this.read(id);
    if (session?.userId !== userId || session.expiresAt.getTime() <= Date.now())
      throw new AppError('session.not_found');
    return session;
  }

  /** Whether a session was started during the last minutes. A refresh starts none. */
  isRecent(id: string, minutes: number): Promise<boolean> {
    const createdAt = Raw((at) => `${at} > now() - make_interval(mins => :minutes)`, { minutes });
    return this.sessions.existsBy({ id, createdAt });
  }

  /** Sessions with a token that a refresh replaced during the last ten minutes and that is not accepted any more. */
  async renewedLately(): Promise<TokenVersion[]> {
    const lately = (at: string) => `${at} > now() - interval '10 minutes' and ${at} <= now() - interval '10 seconds'`;
    const found = await this.sessions.find({
      select: { id: true, tokenVersion: true },
      where: { renewedAt: Raw(lately) },
    });
    return found.map(({ id, tokenVersion }) => ({ sessionId: id, tokenVersion }));
  }

  @Interval(HOUR)
  async forgetExpired(): Promise<void> {
    await this.sessions.delete({ expiresAt: LessThan(new Date()) });
  }

  /** Concurrent calls of one session share one query. */
  private find(id: string): Promise<SessionState | null> {
    const known = this.cached.get(id);
    if (known && known.until > performance.now()) return known.session;
    const session = isUUID(id) ? this.read(id) : Promise.resolve(null);
    this.cached.set(id, { session, until: performance.now() + CACHED });
    session.catch(() => this.cached.delete(id));
    return session;
  }

  private async read(id: string): Promise<SessionState | null> {
    const [found] = await rows<SessionState>(this.sessions.manager, SESSION_STATE, [id]);
    return found ?? null;
  }

  @Interval(CACHED * 5)
  forgetCached(now = performance.now()): void {
    for (const [id, { until }] of this.cached) if (until <= now) this.cached.delete(id);
  }

  private expiry(): Date {
    return new Date(Date.now() + this.config.TOKEN_TTL * 1000);
  }
}

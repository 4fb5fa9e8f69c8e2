import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { InjectRepository } from '@nestjs/typeorm';
import { isUUID } from 'class-validator';
import { LessThan, type Repository } from 'typeorm';
import { uuidv7 } from 'uuidv7';

import { Config } from '../../platform/config/config.js';
import { rows } from '../../platform/database/rows.js';
import { AppError } from '../../platform/errors/app-error.js';
import { EventBus } from '../../platform/events/event-bus.js';
import type { Subscription } from '../../platform/events/signal.js';
import type { Caller } from '../../platform/http/caller.js';
import { Session } from './session.entity.js';
import type { Claims } from './tokens.js';

/** How long a session once seen is believed without asking the database again. */
const BELIEVED = 2_000;
const HOUR = 60 * 60 * 1000;

/** SQL: the token before the newest one still counts, because the answer with the newest may have been lost. */
const IN_GRACE = `coalesce(renewed_at > now() - interval '10 seconds', false)`;

interface SessionState {
  userId: string;
  expiresAt: Date;
  tokenVersion: number;
  inGrace: boolean;
}

interface Belief {
  session: Promise<SessionState | null>;
  until: number;
}

/** Which of a session's tokens is the newest. */
export interface TokenVersion {
  sessionId: string;
  tokenVersion: number;
}

/** Signed-in devices: a token counts only while its session is here, and until a refresh gave the next one. */
@Injectable()
export class Sessions implements OnModuleInit, OnModuleDestroy {
  private readonly beliefs = new Map<string, Belief>();
  private ended?: Subscription;

  constructor(
    @InjectRepository(Session) private readonly sessions: Repository<Session>,
    private readonly config: Config,
    private readonly bus: EventBus,
  ) {}

  /** On whichever node it ended. */
  onModuleInit(): void {
    this.ended = this.bus.endedSessions.subscribe(({ sessionId }) => this.beliefs.delete(sessionId));
  }

  onModuleDestroy(): void {
    this.ended?.unsubscribe();
  }

  /** @param device what it calls itself */
  async open(userId: string, device: string | null): Promise<Session> {
    const session = this.sessions.create({ id: uuidv7(), userId, device, tokenVersion: 0, expiresAt: this.expiry() });
    await this.sessions.insert(session);
    return session;
  }

  /** @throws AppError auth.session_revoked; auth.token_expired when a later token of the session counts */
  async check({ sub, sid, ver }: Omit<Claims, 'exp'>): Promise<Caller> {
    const session = await this.believed(sid);
    if (session?.userId !== sub || session.expiresAt.getTime() <= Date.now()) {
      throw new AppError('auth.session_revoked');
    }
    const oldest = session.inGrace ? session.tokenVersion - 1 : session.tokenVersion;
    // A version that is not there yet was given before a backup was restored, or is not known to this node yet.
    if (ver < oldest) throw new AppError('auth.token_expired');
    return { userId: sub, sessionId: sid, tokenVersion: ver };
  }

  /**
   * Ends the token of the caller, ten seconds from now, and lengthens the session's life. The same once more within that
   * time is a retry of a client that got no answer: it gets the same token.
   * @throws AppError auth.token_expired, auth.session_revoked
   */
  async renew({ userId, sessionId, tokenVersion }: Caller): Promise<{ tokenVersion: number; expiresAt: Date }> {
    const [renewed] = await rows<{ tokenVersion: number; expiresAt: Date }>(
      this.sessions.manager,
      `update sessions set token_version = $2::integer + 1, renewed_at = now(), expires_at = $3
       where id = $1 and token_version <= $2 returning token_version "tokenVersion", expires_at "expiresAt"`,
      [sessionId, tokenVersion, this.expiry()],
    );
    this.beliefs.delete(sessionId);
    if (renewed) return renewed;
    await this.check({ sub: userId, sid: sessionId, ver: tokenVersion });
    const session = await this.believed(sessionId);
    if (!session) throw new AppError('auth.session_revoked');
    return session;
  }

  /** Sessions of which a refresh of the last ten minutes has ended a token. */
  renewedLately(): Promise<TokenVersion[]> {
    return rows<TokenVersion>(
      this.sessions.manager,
      `select id "sessionId", token_version "tokenVersion" from sessions
       where renewed_at > now() - interval '10 minutes' and not ${IN_GRACE}`,
    );
  }

  @Interval(HOUR)
  async forgetExpired(): Promise<void> {
    await this.sessions.delete({ expiresAt: LessThan(new Date()) });
  }

  /** Many calls of one session at once ask the database once. */
  private believed(id: string): Promise<SessionState | null> {
    const known = this.beliefs.get(id);
    if (known && known.until > performance.now()) return known.session;
    const session = isUUID(id) ? this.find(id) : Promise.resolve(null);
    this.beliefs.set(id, { session, until: performance.now() + BELIEVED });
    session.catch(() => this.beliefs.delete(id));
    return session;
  }

  private async find(id: string): Promise<SessionState | null> {
    const [found] = await rows<SessionState>(
      this.sessions.manager,
      `select user_id "userId", expires_at "expiresAt", token_version "tokenVersion", ${IN_GRACE} "inGrace"
       from sessions where id = $1`,
      [id],
    );
    return found ?? null;
  }

  @Interval(BELIEVED * 5)
  forgetOldBeliefs(now = performance.now()): void {
    for (const [id, { until }] of this.beliefs) if (until <= now) this.beliefs.delete(id);
  }

  private expiry(): Date {
    return new Date(Date.now() + this.config.TOKEN_TTL * 1000);
  }
}

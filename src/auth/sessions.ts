import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { InjectRepository } from '@nestjs/typeorm';
import { isUUID } from 'class-validator';
import { LessThan, type Repository } from 'typeorm';
import { uuidv7 } from 'uuidv7';

import { Config } from '../platform/config/config.js';
import { AppError } from '../platform/errors/app-error.js';
import { EventBus } from '../platform/events/event-bus.js';
import type { Subscription } from '../platform/events/signal.js';
import type { Caller } from '../platform/http/caller.js';
import { Session } from './session.entity.js';
import type { Claims } from './tokens.js';

/** How long a session once seen is believed without asking the database again. */
const BELIEVED = 2_000;
const HOUR = 60 * 60 * 1000;

interface Belief {
  session: Promise<Session | null>;
  until: number;
}

/** Signed-in devices: a token counts only while its session is here. */
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
    const session = this.sessions.create({ id: uuidv7(), userId, device, expiresAt: this.expiry() });
    await this.sessions.insert(session);
    return session;
  }

  /** @throws AppError auth.session_revoked */
  async check({ sub, sid }: Pick<Claims, 'sub' | 'sid'>): Promise<Caller> {
    const session = await this.believed(sid);
    if (session?.userId !== sub || session.expiresAt.getTime() <= Date.now()) {
      throw new AppError('auth.session_revoked');
    }
    return { userId: sub, sessionId: sid };
  }

  /** Lengthens a session's life. @returns when it now ends */
  async prolong({ sessionId }: Caller): Promise<Date> {
    const expiresAt = this.expiry();
    await this.sessions.update({ id: sessionId }, { expiresAt });
    this.beliefs.delete(sessionId);
    return expiresAt;
  }

  @Interval(HOUR)
  async forgetExpired(): Promise<void> {
    await this.sessions.delete({ expiresAt: LessThan(new Date()) });
  }

  /** Many calls of one session at once ask the database once. */
  private believed(id: string): Promise<Session | null> {
    const known = this.beliefs.get(id);
    if (known && known.until > Date.now()) return known.session;
    const session = isUUID(id) ? this.sessions.findOneBy({ id }) : Promise.resolve(null);
    this.beliefs.set(id, { session, until: Date.now() + BELIEVED });
    session.catch(() => this.beliefs.delete(id));
    return session;
  }

  @Interval(BELIEVED * 5)
  forgetOldBeliefs(now = Date.now()): void {
    for (const [id, { until }] of this.beliefs) if (until <= now) this.beliefs.delete(id);
  }

  private expiry(): Date {
    return new Date(Date.now() + this.config.TOKEN_TTL * 1000);
  }
}

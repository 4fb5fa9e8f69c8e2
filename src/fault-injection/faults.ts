import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';

import type { FaultsDto } from '../contract/dto/faults.dto.js';
import { FAULT_KINDS, type FaultsView } from '../contract/views/faults.view.js';
import { EventBus, Signal, type Subscription } from '../platform/events/event-bus.js';
import { FailureGuard } from '../platform/errors/failure-guard.js';
import { FaultPlan, type FaultSettings } from './fault-plan.js';

const HOUR = 60 * 60 * 1000;
/** Maximum number of sessions with faults. One more replaces the session whose faults were set longest ago. */
const MOST_SESSIONS = 1_000;

const NONE: FaultSettings = {
  seed: 0,
  delay: { chance: 0, ms: 0 },
  ...{ drop: 0, duplicate: 0, reorder: 0, loseAck: 0, loseAnswer: 0, expireToken: 0, cut: 0 },
};

/** The fault plans of sessions on this node. A plan ends after an hour. In production there are none. */
@Injectable()
export class Faults implements OnModuleInit, OnModuleDestroy {
  /** Emits the id of a session whose faults were set or removed. */
  readonly changed: Signal<string>;
  private readonly plans = new Map<string, FaultPlan>();
  private ended?: Subscription;

  constructor(
    private readonly bus: EventBus,
    guard: FailureGuard,
  ) {
    this.changed = new Signal('changes of the fault plan', guard);
  }

  onModuleInit(): void {
    this.ended = this.bus.endedSessions.subscribe(({ sessionId }) => this.lift(sessionId));
  }

  onModuleDestroy(): void {
    this.ended?.unsubscribe();
  }

  of(sessionId: string): FaultPlan | undefined {
    return this.plans.get(sessionId);
  }

  /** Sets the faults of a session for an hour. They replace those set before, and all counts start at 0. */
  set(sessionId: string, wanted: FaultsDto): FaultsView {
    const given = Object.entries(wanted).filter(([, value]) => value !== undefined);
    const settings: FaultSettings = { ...NONE, ...Object.fromEntries(given) };
    const hasFaults = FAULT_KINDS.some((kind) => (kind === 'delay' ? settings.delay.chance : settings[kind]) > 0);
    this.plans.delete(sessionId);
    if (hasFaults) this.plans.set(sessionId, new FaultPlan(settings, new Date(Date.now() + HOUR)));
    const [oldest = ''] = this.plans.keys();
    if (this.plans.size > MOST_SESSIONS) this.lift(oldest);
    this.changed.next(sessionId);
    return this.view(sessionId);
  }

  /** Removes the faults of a session. */
  lift(sessionId: string): void {
    if (this.plans.delete(sessionId)) this.changed.next(sessionId);
  }

  view(sessionId: string): FaultsView {
    const { settings, counts, endsAt } = this.plans.get(sessionId) ?? {
      ...new FaultPlan(NONE, new Date()),
      endsAt: null,
    };
    return { ...settings, counts: { ...counts }, endsAt: endsAt?.toISOString() ?? null };
  }

  @Interval(60_000)
  forgetOld(now = Date.now()): void {
    for (const [sessionId, { endsAt }] of this.plans) if (endsAt.getTime() <= now) this.lift(sessionId);
  }
}

import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';

import type { Signal } from '../platform/events/signal.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { steadyNow } from '../platform/steady-clock.js';
import {
  type Lease,
  LeaseStore,
  type PresenceChange,
  type PresenceFigures,
  restHolder,
  socketHolder,
} from './lease-store.js';

const TICK = 2_000;

/** Which users are connected right now, to whichever node; what they want to show is not its business. */
@Injectable()
export class Presence implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(Presence.name);
  /** Open sockets of each session on this node. */
  private readonly socketsOf = new Map<string, number>();

  constructor(
    private readonly leases: LeaseStore,
    private readonly metrics: Metrics,
  ) {}

  /** For this node to tell its own sockets: each node hears of every change itself. */
  get changes(): Pick<Signal<PresenceChange>, 'subscribe'> {
    return this.leases.changes;
  }

  onApplicationBootstrap(): Promise<void> {
    return this.leases.begin();
  }

  /** The sockets are closed by now, and Redis is not: it belongs to a global module, and those are the last. */
  onApplicationShutdown(): Promise<void> {
    return this.leases.end();
  }

  socketOpened(userId: string, sessionId: string, socketId: string): void {
    this.socketsOf.set(sessionId, (this.socketsOf.get(sessionId) ?? 0) + 1);
    this.socketIsOpen(userId, sessionId, socketId);
  }

  /** To be called every 10 s while the socket is open. */
  socketIsOpen(userId: string, sessionId: string, socketId: string): void {
    this.leases.holdSocket({ userId, sessionId, holder: socketHolder(socketId) });
  }

  socketClosed(userId: string, sessionId: string, socketId: string): void {
    const left = (this.socketsOf.get(sessionId) ?? 1) - 1;
    if (left > 0) this.socketsOf.set(sessionId, left);
    else this.socketsOf.delete(sessionId);
    this.leases.closeSocket({ userId, sessionId, holder: socketHolder(socketId) }, left <= 0);
  }

  /** A REST call was made; it counts only for a device that has no socket. */
  called(userId: string, sessionId: string): void {
    if (!this.socketsOf.has(sessionId)) this.leases.holdRest(restLease(userId, sessionId));
  }

  /** A device signed out: no grace. */
  signedOut(userId: string, sessionId: string): void {
    this.leases.endRest(restLease(userId, sessionId));
  }

  isThere(userId: string): boolean {
    return this.leases.isThere(userId);
  }

  /** Of all nodes together. @returns null while Redis is away */
  figures(): Promise<PresenceFigures | null> {
    return this.leases.figures();
  }

  @Interval(TICK)
  async tick(now = steadyNow()): Promise<void> {
    try {
      await this.leases.tick(now);
      const figures = await this.figures();
      if (figures) this.show(figures);
    } catch (err) {
      this.logger.warn({ err }, 'leases not looked through');
    }
  }

  private show({ people, leases, expired }: PresenceFigures): void {
    this.metrics.people.set(people);
    this.metrics.leases.set(leases);
    this.metrics.expiredLeases.set(expired);
  }
}

const restLease = (userId: string, sessionId: string): Lease => ({ userId, sessionId, holder: restHolder(sessionId) });

import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';

import type { Signal } from '../platform/events/event-bus.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { steadyNow } from '../platform/process/steady-clock.js';
import {
  type Lease,
  LeaseStore,
  type PresenceChange,
  type PresenceFigures,
  restHolder,
  socketHolder,
} from './lease-store.js';

/** Milliseconds between two removals of expired leases. */
const TICK = 2_000;

/** Which users are connected to any node right now. The status that users chose is stored elsewhere: see `OnlineStatuses`. */
@Injectable()
export class Presence implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(Presence.name);
  /** Open sockets of each session on this node. */
  private readonly socketsOf = new Map<string, number>();

  constructor(
    private readonly leases: LeaseStore,
    private readonly metrics: Metrics,
  ) {}

  /** Users who came online or went offline. Each node receives every change, and pushes it to its own sockets only. */
  get changes(): Pick<Signal<PresenceChange>, 'subscribe'> {
    return this.leases.changes;
  }

  onApplicationBootstrap(): Promise<void> {
    return this.leases.begin();
  }

  /**
   * Runs after the sockets were closed and before the connection to Redis is closed: Redis belongs to a global module, and Nest ends
   * those last.
   */
  onApplicationShutdown(): Promise<void> {
    return this.leases.end();
  }

  socketOpened(userId: string, sessionId: string, socketId: string): void {
    this.socketsOf.set(sessionId, (this.socketsOf.get(sessionId) ?? 0) + 1);
    this.socketIsOpen(userId, sessionId, socketId);
  }

  /** Must be called every 10 s while the socket is open. */
  socketIsOpen(userId: string, sessionId: string, socketId: string): void {
    this.leases.holdSocket({ userId, sessionId, holder: socketHolder(socketId) });
  }

  socketClosed(userId: string, sessionId: string, socketId: string): void {
    const left = (this.socketsOf.get(sessionId) ?? 1) - 1;
    if (left > 0) this.socketsOf.set(sessionId, left);
    else this.socketsOf.delete(sessionId);
    this.leases.closeSocket({ userId, sessionId, holder: socketHolder(socketId) }, left <= 0);
  }

  /** Notes a REST call. It keeps a user online only while the device has no socket. */
  called(userId: string, sessionId: string): void {
    if (!this.socketsOf.has(sessionId)) this.leases.holdRest(restLease(userId, sessionId));
  }

  /** Ends the presence of a device that signed out, at once. */
  signedOut(userId: string, sessionId: string): void {
    this.leases.endRest(restLease(userId, sessionId));
  }

  isThere(userId: string): boolean {
    return this.leases.isThere(userId);
  }

  /** The figures of all nodes together. @returns null while Redis is not reachable */
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

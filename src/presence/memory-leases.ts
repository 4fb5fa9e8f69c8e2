import { Signal } from '../platform/events/event-bus.js';
import type { FailureGuard } from '../platform/errors/failure-guard.js';
import { steadyNow } from '../platform/process/steady-clock.js';

import {
  GRACE,
  type Lease,
  Leases,
  type LeaseStore,
  OVERDUE,
  type PresenceChange,
  type PresenceFigures,
  REST_LEASE,
  restHolder,
  SOCKET_LEASE,
} from './lease-store.js';

/** The leases of a single node, in memory. */
export class MemoryLeases implements LeaseStore {
  readonly changes: Signal<PresenceChange>;
  private readonly leases = new Leases();

  constructor(guard: FailureGuard) {
    this.changes = new Signal('presence', guard);
  }

  holdSocket(lease: Lease): void {
    this.hold(lease, SOCKET_LEASE);
    this.leases.shorten(lease.userId, restHolder(lease.sessionId), 0);
  }

  closeSocket({ userId, holder }: Lease): void {
    this.leases.shorten(userId, holder, steadyNow() + GRACE);
  }

  holdRest(lease: Lease): void {
    this.hold(lease, REST_LEASE);
  }

  endRest({ userId, holder }: Lease): void {
    this.leases.shorten(userId, holder, 0);
  }

  isThere(userId: string): boolean {
    return this.leases.isThere(userId);
  }

  tick(now: number): Promise<void> {
    for (const userId of this.leases.takeExpired(now)) this.changes.next({ userId, there: false, at: new Date() });
    return Promise.resolve();
  }

  figures(): Promise<PresenceFigures> {
    return Promise.resolve(this.leases.count(steadyNow() - OVERDUE));
  }

  begin(): Promise<void> {
    return Promise.resolve();
  }

  end(): Promise<void> {
    return Promise.resolve();
  }

  private hold({ userId, holder }: Lease, ms: number): void {
    const appeared = this.leases.hold(userId, holder, steadyNow() + ms);
    if (appeared) this.changes.next({ userId, there: true, at: new Date() });
  }
}

import { steadyNow } from '../platform/process/steady-clock.js';
import type { Held } from './lease-commands.js';
import { type Lease, REST_LEASE, SOCKET_LEASE } from './lease-store.js';

/** The open sockets of this node with their leases. The node writes them to Redis again when Redis was emptied. */
export class OwnSockets {
  private readonly holdersOf = new Map<string, Map<string, Lease>>();

  opened(lease: Lease): void {
    const holders = this.holdersOf.get(lease.userId);
    if (holders) holders.set(lease.holder, lease);
    else this.holdersOf.set(lease.userId, new Map([[lease.holder, lease]]));
  }

  closed({ userId, holder }: Lease): void {
    const holders = this.holdersOf.get(userId);
    holders?.delete(holder);
    if (holders?.size === 0) this.holdersOf.delete(userId);
  }

  get none(): boolean {
    return this.holdersOf.size === 0;
  }

  has(userId: string): boolean {
    return this.holdersOf.has(userId);
  }

  of(userId: string): Lease[] {
    return [...(this.holdersOf.get(userId)?.values() ?? [])];
  }

  all(): Lease[] {
    return [...this.holdersOf.values()].flatMap((holders) => [...holders.values()]);
  }
}

export const heldBySocket = ({ userId, holder, sessionId }: Lease): Held => [userId, holder, sessionId, SOCKET_LEASE];

/** Milliseconds between two renewals of a lease. A device may make a hundred calls a second. */
const RENEWAL = 30_000;

interface Calls {
  lease: Lease;
  /** When the last call was made; 0 when its session has a socket on another node. */
  calledAt: number;
  /** When the lease was last requested from Redis. */
  askedAt: number;
}

/**
 * Sessions that make REST calls to this node without a socket. With it, no call waits for Redis, and most calls send nothing to it.
 */
export class RestCalls {
  private readonly sessionsOf = new Map<string, Map<string, Calls>>();

  /** Notes a call. @returns true when the lease must be requested from Redis */
  called(lease: Lease, now: number): boolean {
    const sessions = this.sessionsOf.get(lease.userId) ?? new Map<string, Calls>();
    this.sessionsOf.set(lease.userId, sessions);
    const { askedAt } = sessions.get(lease.sessionId) ?? { askedAt: 0 };
    const isDue = askedAt + RENEWAL <= now;
    sessions.set(lease.sessionId, { lease, calledAt: now, askedAt: isDue ? now : askedAt });
    return isDue;
  }

  /**
   * Delays the next request of a lease by `ms`.
   * @param counts false when the session has a socket on another node, true when Redis was away
   */
  putOff({ userId, sessionId }: Pick<Lease, 'userId' | 'sessionId'>, ms: number, counts: boolean): void {
    const calls = this.sessionsOf.get(userId)?.get(sessionId);
    if (!calls) return;
    calls.askedAt = steadyNow() - RENEWAL + ms;
    if (!counts) calls.calledAt = 0;
  }

  forget({ userId, sessionId }: Lease): void {
    const sessions = this.sessionsOf.get(userId);
    sessions?.delete(sessionId);
    if (sessions?.size === 0) this.sessionsOf.delete(userId);
  }

  forgetAllOf(userId: string): void {
    this.sessionsOf.delete(userId);
  }

  /** Leases to request now, because there were calls since the last request. Removes expired ones. */
  due(now: number): Held[] {
    const due: Held[] = [];
    for (const calls of this.each()) {
      const { lease, calledAt, askedAt } = calls;
      if (askedAt + RENEWAL > now) continue;
      if (calledAt + REST_LEASE <= now) this.forget(lease);
      else if (calledAt > askedAt) {
        calls.askedAt = now;
        due.push(held(calls, now));
      }
    }
    return due;
  }

  /** All leases that have not expired. */
  running(now: number): Held[] {
    return this.each()
      .filter(({ calledAt }) => calledAt + REST_LEASE > now)
      .map((calls) => held(calls, now));
  }

  private each(): Calls[] {
    return [...this.sessionsOf.values()].flatMap((sessions) => [...sessions.values()]);
  }
}

const held = ({ lease: { userId, holder, sessionId }, calledAt }: Calls, now: number): Held => [
  userId,
  holder,
  sessionId,
  calledAt + REST_LEASE - now,
];

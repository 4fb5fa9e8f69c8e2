import { steadyNow } from '../platform/steady-clock.js';
import type { Held } from './lease-commands.js';
import { type Lease, REST_LEASE } from './lease-store.js';

/** A device may call a hundred times a second; its lease is renewed this often. */
const RENEWAL = 30_000;

interface Calls {
  lease: Lease;
  /** The last call that counts; 0: none does. */
  calledAt: number;
  /** When the lease was last asked for. */
  askedAt: number;
}

/** The sessions that called this node without a socket, so that a call need not wait for Redis, nor each of them ask it. */
export class RestCalls {
  private readonly sessionsOf = new Map<string, Map<string, Calls>>();

  /** @returns whether the lease is to be asked for */
  called(lease: Lease, now: number): boolean {
    const sessions = this.sessionsOf.get(lease.userId) ?? new Map<string, Calls>();
    this.sessionsOf.set(lease.userId, sessions);
    const { askedAt } = sessions.get(lease.sessionId) ?? { askedAt: 0 };
    const isDue = askedAt + RENEWAL <= now;
    sessions.set(lease.sessionId, { lease, calledAt: now, askedAt: isDue ? now : askedAt });
    return isDue;
  }

  /** The session has a socket on another node, so its calls did not count; or Redis was away. It may ask again in `ms`. */
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

  /** Leases of calls made since they were last asked for; what is past is forgotten. */
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

  /** All leases that still run. */
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

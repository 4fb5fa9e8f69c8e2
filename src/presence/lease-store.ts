import type { Signal } from '../platform/events/event-bus.js';

/** Milliseconds of a socket's lease. It is renewed every 10 s. */
export const SOCKET_LEASE = 30_000;
/** Milliseconds of the lease of a REST call, for a device without a socket. */
export const REST_LEASE = 120_000;
/** Milliseconds for which a user stays online after their socket closed, so that a reconnect is not visible to others. */
export const GRACE = 10_000;

export interface Lease {
  userId: string;
  /** Unique: the socket, or the session that makes REST calls. */
  holder: string;
  sessionId: string;
}

export const socketHolder = (socketId: string): string => `socket:${socketId}`;
export const restHolder = (sessionId: string): string => `rest:${sessionId}`;

export interface PresenceChange {
  userId: string;
  there: boolean;
  at: Date;
}

export interface PresenceFigures {
  /** Users who are online. */
  people: number;
  leases: number;
  /** Leases that expired more than `OVERDUE` ago and were not removed. */
  expired: number;
}

/** Milliseconds. Expired leases are removed every two seconds; one that expired longer ago than this shows an error. */
export const OVERDUE = 10_000;

/**
 * Stores leases: in this process, or in Redis when there are several nodes. Its methods do not wait for Redis: a store that cannot
 * answer at once does the work later and emits the result as a change.
 */
export abstract class LeaseStore {
  /** Users who came online or went offline, for this node to push to its sockets. The changes of one user alternate. */
  abstract readonly changes: Signal<PresenceChange>;

  /** Starts or renews the lease of an open socket, and ends the lease of its session's REST calls. */
  abstract holdSocket(lease: Lease): void;

  /** @param lastOfSession true when the session has no other socket on this node */
  abstract closeSocket(lease: Lease, lastOfSession: boolean): void;

  /** Starts or renews the lease of a REST call. Called only for a session without a socket on this node. */
  abstract holdRest(lease: Lease): void;

  /** Ends the lease of a session's REST calls at once. */
  abstract endRest(lease: Lease): void;

  abstract isThere(userId: string): boolean;

  /** Removes expired leases. @param now milliseconds of `steadyNow()`; tests pass a later time */
  abstract tick(now: number): Promise<void>;

  /** @returns null while Redis is not reachable */
  abstract figures(): Promise<PresenceFigures | null>;

  /** Prepares the store, before the first call is answered. */
  abstract begin(): Promise<void>;

  /** Stops, after the last socket was closed. Its users stay online for `GRACE`, so that they can reconnect to another node. */
  abstract end(): Promise<void>;
}

/**
 * Leases in memory. Each holder (a socket, or a device that makes REST calls) has a lease for its user, and the user is online while
 * there is one. Times are milliseconds of `steadyNow()`.
 */
export class Leases {
  private readonly holdersOf = new Map<string, Map<string, number>>();

  /** Starts or renews a lease. @returns true when the user had none before */
  hold(userId: string, holder: string, until: number): boolean {
    const holders = this.holdersOf.get(userId);
    if (holders) holders.set(holder, until);
    else this.holdersOf.set(userId, new Map([[holder, until]]));
    return !holders;
  }

  /** Lets a lease end at `until`, if it exists and ends later. */
  shorten(userId: string, holder: string, until: number): void {
    const holders = this.holdersOf.get(userId);
    const held = holders?.get(holder);
    if (holders && held !== undefined && held > until) holders.set(holder, until);
  }

  isThere(userId: string): boolean {
    return this.holdersOf.has(userId);
  }

  /** Removes expired leases. @returns the users whose last lease was removed */
  takeExpired(now: number): string[] {
    const gone: string[] = [];
    for (const [userId, holders] of this.holdersOf) {
      for (const [holder, until] of holders) if (until <= now) holders.delete(holder);
      if (holders.size === 0) {
        this.holdersOf.delete(userId);
        gone.push(userId);
      }
    }
    return gone;
  }

  /** Counts users and leases. `expired` counts the leases that ended before `overdue`. */
  count(overdue: number): { people: number; leases: number; expired: number } {
    const ends = [...this.holdersOf.values()].flatMap((holders) => [...holders.values()]);
    const expired = ends.filter((until) => until < overdue).length;
    return { people: this.holdersOf.size, leases: ends.length, expired };
  }
}

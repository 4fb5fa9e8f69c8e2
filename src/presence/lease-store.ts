import type { Signal } from '../platform/events/signal.js';

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

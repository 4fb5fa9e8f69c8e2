import type { Signal } from '../platform/events/signal.js';

/** A socket's lease, renewed every 10 s. */
export const SOCKET_LEASE = 30_000;
/** A call's, for a device that has no socket. */
export const REST_LEASE = 120_000;
/** A socket that comes back within this time was never gone. */
export const GRACE = 10_000;

export interface Lease {
  userId: string;
  /** Unique: a socket, or a session that only calls. */
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
  /** Who is there. */
  people: number;
  leases: number;
  /** Over for so long that somebody should have taken them out. */
  expired: number;
}

/** A lease is taken out every two seconds; what is over for longer than this was forgotten. */
export const OVERDUE = 10_000;

/**
 * Where leases are kept: in this process, or in Redis where there are several nodes. Who asks is never kept waiting:
 * what a store cannot do at once it does soon, and tells as a change.
 */
export abstract class LeaseStore {
  /** For this node to tell its sockets. Of one person they alternate. */
  abstract readonly changes: Signal<PresenceChange>;

  /** A socket is open: it starts or renews a lease, and ends that of its session's calls. */
  abstract holdSocket(lease: Lease): void;

  /** @param lastOfSession on this node */
  abstract closeSocket(lease: Lease, lastOfSession: boolean): void;

  /** A session called that has no socket on this node. */
  abstract holdRest(lease: Lease): void;

  /** At once. */
  abstract endRest(lease: Lease): void;

  abstract isThere(userId: string): boolean;

  /** Takes out what is over. @param now a later time than it is, for tests */
  abstract tick(now: number): Promise<void>;

  /** @returns null while they cannot be had */
  abstract figures(): Promise<PresenceFigures | null>;

  /** Before the first call is answered. */
  abstract begin(): Promise<void>;

  /** After the last socket was closed: its people have the grace to come back on another node. */
  abstract end(): Promise<void>;
}

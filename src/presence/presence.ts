import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Subject } from 'rxjs';

import { Leases } from './leases.js';

const SOCKET_LEASE = 30_000;
const REST_LEASE = 120_000;
/** A socket that comes back within this time was never gone. */
const GRACE = 10_000;
const TICK = 2_000;

export interface PresenceChange {
  userId: string;
  there: boolean;
}

/** Which users are connected right now; what they want to show is not its business. */
@Injectable()
export class Presence {
  readonly changes = new Subject<PresenceChange>();
  private readonly leases = new Leases();
  /** Open sockets of each session on this node. */
  private readonly socketsOf = new Map<string, number>();

  socketOpened(userId: string, sessionId: string, socketId: string): void {
    this.socketsOf.set(sessionId, (this.socketsOf.get(sessionId) ?? 0) + 1);
    this.socketIsOpen(userId, socketId);
    this.leases.shorten(userId, restHolder(sessionId), 0);
  }

  /** To be called every 10 s while the socket is open. */
  socketIsOpen(userId: string, socketId: string): void {
    this.hold(userId, socketHolder(socketId), SOCKET_LEASE);
  }

  socketClosed(userId: string, sessionId: string, socketId: string): void {
    const left = (this.socketsOf.get(sessionId) ?? 1) - 1;
    if (left > 0) this.socketsOf.set(sessionId, left);
    else this.socketsOf.delete(sessionId);
    this.leases.shorten(userId, socketHolder(socketId), Date.now() + GRACE);
  }

  /** A REST call was made; it counts only for a device that has no socket. */
  called(userId: string, sessionId: string): void {
    if (!this.socketsOf.has(sessionId)) this.hold(userId, restHolder(sessionId), REST_LEASE);
  }

  /** A device signed out: no grace. */
  signedOut(userId: string, sessionId: string): void {
    this.leases.shorten(userId, restHolder(sessionId), 0);
  }

  isThere(userId: string): boolean {
    return this.leases.isThere(userId);
  }

  @Interval(TICK)
  tick(now = Date.now()): void {
    for (const userId of this.leases.takeExpired(now)) this.changes.next({ userId, there: false });
  }

  private hold(userId: string, holder: string, ms: number): void {
    if (this.leases.hold(userId, holder, Date.now() + ms)) this.changes.next({ userId, there: true });
  }
}

const socketHolder = (socketId: string): string => `socket:${socketId}`;
const restHolder = (sessionId: string): string => `rest:${sessionId}`;

import { Logger } from '@nestjs/common';

import { Signal } from '../platform/events/event-bus.js';
import type { FailureGuard } from '../platform/errors/failure-guard.js';
import { steadyNow } from '../platform/process/steady-clock.js';
import { OnlineUsers, type LeaseConnection } from './lease-connection.js';
import type { Held, LeaseCommands } from './lease-commands.js';
import {
  GRACE,
  type Lease,
  type LeaseStore,
  type PresenceChange,
  type PresenceFigures,
  REST_LEASE,
} from './lease-store.js';
import { heldBySocket, OwnSockets, RestCalls } from './own-sockets.js';

/** Milliseconds between two reads of all users who are online, in case a hint was lost. */
const READ_EVERY = 30_000;
/** Milliseconds, as long as a socket's lease: every user who is still connected has renewed theirs by then. */
const GHOST_LEASE = 30_000;
/**
 * Milliseconds until the lease of a REST call is requested again: `ELSEWHERE` when the session had a socket on another node, `AWAY`
 * when Redis was not reachable. `ELSEWHERE` is two seconds (one tick) shorter than `GRACE`, so that a user who closes that socket and
 * goes on making calls is never shown offline.
 */
const ELSEWHERE = 8_000;
const AWAY = 5_000;

/** The leases of several nodes, in Redis. While Redis is not reachable, a node uses what it has in memory, and nobody goes offline. */
export class SharedLeases implements LeaseStore {
  readonly changes: Signal<PresenceChange>;
  private readonly logger = new Logger(SharedLeases.name);
  private readonly online = new OnlineUsers();
  private readonly sockets = new OwnSockets();
  private readonly calls = new RestCalls();
  /** Users announced to this node's sockets whose lease could not be written to Redis. */
  private readonly unconfirmed = new Set<string>();
  /** Leases of sockets that are sent together in the next microtask. */
  private readonly waiting: Lease[] = [];
  private readAt = 0;

  constructor(
    private readonly commands: LeaseCommands,
    private readonly connection: LeaseConnection,
    guard: FailureGuard,
  ) {
    this.changes = new Signal('presence', guard);
    connection.onHint((there, userId, at) => (there ? this.appeared(userId, at) : this.left(userId, at)));
    connection.onJoin((emptied) => this.restoreLeases(emptied));
  }

  holdSocket(lease: Lease): void {
    this.sockets.opened(lease);
    this.calls.forget(lease);
    if (this.waiting.push(lease) === 1) queueMicrotask(() => this.sendWaiting());
  }

  closeSocket(lease: Lease, lastOfSession: boolean): void {
    this.sendWaiting();
    this.sockets.closed(lease);
    const session = lastOfSession ? lease.sessionId : '';
    void this.connection.send(() => this.commands.shorten(lease.userId, lease.holder, GRACE, session));
  }

  holdRest(lease: Lease): void {
    if (this.calls.called(lease, steadyNow()))
      this.requestLease([lease.userId, lease.holder, lease.sessionId, REST_LEASE]);
  }

  endRest(lease: Lease): void {
    this.calls.forget(lease);
    void this.connection.send(() => this.commands.shorten(lease.userId, lease.holder, 0));
  }

  isThere(userId: string): boolean {
    return this.online.has(userId) || this.sockets.has(userId);
  }

  async tick(now: number): Promise<void> {
    if (!(await this.connection.isJoined())) return;
    for (const held of this.calls.due(steadyNow())) this.requestLease(held);
    const ahead = Math.max(0, now - steadyNow());
    let more = true;
    while (more) more = (await this.connection.send(() => this.commands.take(ahead))) ?? false;
    if (this.readAt + READ_EVERY <= steadyNow()) await this.read();
  }

  figures(): Promise<PresenceFigures | null> {
    return this.connection.send(() => this.commands.figures());
  }

  begin(): Promise<void> {
    return this.connection.begin();
  }

  async end(): Promise<void> {
    this.sendWaiting();
    await Promise.all(
      this.sockets
        .all()
        .map(({ userId, holder }) => this.connection.send(() => this.commands.shorten(userId, holder, GRACE))),
    );
    await this.connection.end();
  }

  private sendWaiting(): void {
    const leases = this.waiting.splice(0);
    if (leases.length === 0) return;
    void this.connection
      .send(() => this.commands.hold(leases.map(heldBySocket)))
      .then((held) => {
        if (held === null) for (const { userId } of leases) this.announceUnconfirmed(userId);
      });
  }

  /** Announces a user with a socket on this node, although the lease could not be written to Redis. */
  private announceUnconfirmed(userId: string): void {
    if (!this.sockets.has(userId) || this.online.has(userId)) return;
    this.appeared(userId, new Date());
    this.unconfirmed.add(userId);
  }

  private requestLease(lease: Held): void {
    const [userId, , sessionId] = lease;
    void this.connection
      .send(() => this.commands.hold([lease]))
      .then((held) => {
        if (held === 0) this.calls.putOff({ userId, sessionId }, ELSEWHERE, false);
        if (held === null) this.calls.putOff({ userId, sessionId }, AWAY, true);
      });
  }

  private appeared(userId: string, at: Date): void {
    this.unconfirmed.delete(userId);
    if (this.online.appeared(userId)) this.changes.next({ userId, there: true, at });
  }

  private left(userId: string, at: Date): void {
    this.calls.forgetAllOf(userId);
    const own = this.sockets.of(userId);
    // The node was cut off from Redis for so long that another node removed its leases.
    if (own.length > 0) for (const lease of own) this.holdSocket(lease);
    else if (this.online.left(userId)) this.changes.next({ userId, there: false, at });
  }

  /**
   * Writes this node's leases again after Redis was away. When Redis was emptied, every known user also gets a ghost lease: those who
   * left meanwhile go offline once, when it expires, and the others have time to renew their own leases.
   */
  private async restoreLeases(emptied: boolean): Promise<void> {
    const ghosts = emptied ? this.online.all() : [...this.unconfirmed];
    const held = await this.commands.hold([
      ...this.sockets.all().map(heldBySocket),
      ...this.calls.running(steadyNow()),
      ...ghosts.map((userId): Held => [userId, 'ghost', '', GHOST_LEASE]),
    ]);
    if (held === null) throw new Error('emptied once more');
    for (const userId of ghosts) this.unconfirmed.delete(userId);
    await this.read();
  }

  private async read(): Promise<void> {
    const isFirst = this.readAt === 0;
    this.readAt = steadyNow();
    const { appeared, left } = await this.online.compare(this.commands.everybody());
    const nobodyListens = isFirst && this.sockets.none;
    if (nobodyListens) for (const userId of appeared) this.online.appeared(userId);
    const now = new Date();
    for (const userId of appeared) this.appeared(userId, now);
    for (const userId of left) this.left(userId, now);
    if (!isFirst && appeared.length + left.length > 0)
      this.logger.log({ appeared: appeared.length, left: left.length }, 'presence mended by reading it again');
  }
}

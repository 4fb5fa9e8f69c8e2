import { Logger } from '@nestjs/common';

import { Signal } from '../platform/events/signal.js';
import type { FailureGuard } from '../platform/failure-guard.js';
import { steadyNow } from '../platform/steady-clock.js';
import { KnownPeople } from './known-people.js';
import type { Held, LeaseCommands } from './lease-commands.js';
import {
  GRACE,
  type Lease,
  type LeaseStore,
  type PresenceChange,
  type PresenceFigures,
  REST_LEASE,
} from './lease-store.js';
import type { Membership } from './membership.js';
import { heldBySocket, OwnSockets } from './own-sockets.js';
import { RestCalls } from './rest-calls.js';

/** Who is known to be there is read again this often, in case a hint was lost. */
const READING = 30_000;
/** As long as a socket's lease: whoever is there has renewed theirs by then. */
const GHOST_LEASE = 30_000;
/**
 * When a call's lease may be asked for again: its session had a socket elsewhere, or Redis was away. The former is less than
 * the grace of that socket by one look of two seconds, so that whoever closes it and goes on calling is never shown offline.
 */
const ELSEWHERE = 8_000;
const AWAY = 5_000;

/** The leases of several nodes, in Redis. While it is away this node goes by what it knows, and nobody leaves. */
export class SharedLeases implements LeaseStore {
  readonly changes: Signal<PresenceChange>;
  private readonly logger = new Logger(SharedLeases.name);
  private readonly known = new KnownPeople();
  private readonly sockets = new OwnSockets();
  private readonly calls = new RestCalls();
  /** Told to this node's sockets while Redis could not be. */
  private readonly unconfirmed = new Set<string>();
  /** Sockets whose leases are to be sent, all at once. */
  private readonly waiting: Lease[] = [];
  private readAt = 0;

  constructor(
    private readonly commands: LeaseCommands,
    private readonly membership: Membership,
    guard: FailureGuard,
  ) {
    this.changes = new Signal('presence', guard);
    membership.onHint((there, userId, at) => (there ? this.appeared(userId, at) : this.left(userId, at)));
    membership.onJoin((emptied) => this.bringBack(emptied));
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
    void this.membership.send(() => this.commands.shorten(lease.userId, lease.holder, GRACE, session));
  }

  holdRest(lease: Lease): void {
    if (this.calls.called(lease, steadyNow())) this.ask([lease.userId, lease.holder, lease.sessionId, REST_LEASE]);
  }

  endRest(lease: Lease): void {
    this.calls.forget(lease);
    void this.membership.send(() => this.commands.shorten(lease.userId, lease.holder, 0));
  }

  isThere(userId: string): boolean {
    return this.known.has(userId) || this.sockets.has(userId);
  }

  async tick(now: number): Promise<void> {
    if (!(await this.membership.isJoined())) return;
    for (const held of this.calls.due(steadyNow())) this.ask(held);
    const ahead = Math.max(0, now - steadyNow());
    let more = true;
    while (more) more = (await this.membership.send(() => this.commands.take(ahead))) ?? false;
    if (this.readAt + READING <= steadyNow()) await this.read();
  }

  figures(): Promise<PresenceFigures | null> {
    return this.membership.send(() => this.commands.figures());
  }

  begin(): Promise<void> {
    return this.membership.begin();
  }

  async end(): Promise<void> {
    this.sendWaiting();
    await Promise.all(
      this.sockets
        .all()
        .map(({ userId, holder }) => this.membership.send(() => this.commands.shorten(userId, holder, GRACE))),
    );
    await this.membership.end();
  }

  private sendWaiting(): void {
    const leases = this.waiting.splice(0);
    if (leases.length === 0) return;
    void this.membership
      .send(() => this.commands.hold(leases.map(heldBySocket)))
      .then((held) => {
        if (held === null) for (const { userId } of leases) this.goBy(userId);
      });
  }

  /** Redis could not be told: that somebody is here is sure all the same. */
  private goBy(userId: string): void {
    if (!this.sockets.has(userId) || this.known.has(userId)) return;
    this.appeared(userId, new Date());
    this.unconfirmed.add(userId);
  }

  private ask(lease: Held): void {
    const [userId, , sessionId] = lease;
    void this.membership
      .send(() => this.commands.hold([lease]))
      .then((held) => {
        if (held === 0) this.calls.putOff({ userId, sessionId }, ELSEWHERE, false);
        if (held === null) this.calls.putOff({ userId, sessionId }, AWAY, true);
      });
  }

  private appeared(userId: string, at: Date): void {
    this.unconfirmed.delete(userId);
    if (this.known.appeared(userId)) this.changes.next({ userId, there: true, at });
  }

  private left(userId: string, at: Date): void {
    this.calls.forgetAllOf(userId);
    const own = this.sockets.of(userId);
    // This node was cut off for so long that another took its leases out.
    if (own.length > 0) for (const lease of own) this.holdSocket(lease);
    else if (this.known.left(userId)) this.changes.next({ userId, there: false, at });
  }

  /**
   * After Redis was away: this node's leases again. Where it was emptied as well, everybody known to be there gets a
   * ghost, so that who left meanwhile leaves like everybody else, once, and who did not has the time to show up.
   */
  private async bringBack(emptied: boolean): Promise<void> {
    const ghosts = emptied ? this.known.all() : [...this.unconfirmed];
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
    const { appeared, left } = await this.known.compare(this.commands.everybody());
    const nobodyListens = isFirst && this.sockets.none;
    if (nobodyListens) for (const userId of appeared) this.known.appeared(userId);
    const now = new Date();
    for (const userId of appeared) this.appeared(userId, now);
    for (const userId of left) this.left(userId, now);
    if (!isFirst && appeared.length + left.length > 0)
      this.logger.log({ appeared: appeared.length, left: left.length }, 'presence mended by reading it again');
  }
}

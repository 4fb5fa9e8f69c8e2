import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';

import type { PlainPush } from '../contract/events.js';
import type { OnlineStatus, UserView } from '../contract/views/user.view.js';
import { rows } from '../platform/database/rows.js';
import { EventBus, type Subscription } from '../platform/events/event-bus.js';
import { KeyedMutex } from '../platform/concurrency/keyed-mutex.js';
import type { PresenceChange } from '../presence/lease-store.js';
import { Presence } from '../presence/presence.js';
import type { User } from './user.entity.js';
import { UsersService } from './users.service.js';
import { SEEN } from './users.sql.js';

/** A user as the viewer may see them. */
export interface Profile {
  id: string;
  name: string;
  avatar: string | null;
  status: OnlineStatus;
  /** Selected by one of the expressions in `users.sql.ts`; null when the viewer may not see it. */
  lastSeenAt: Date | string | null;
}

/** A user is online when they are connected and have not set their status to offline. Changes of that are pushed. */
@Injectable()
export class OnlineStatuses implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(OnlineStatuses.name);
  /**
   * Serialises the changes of one user on this node, so that the last push has the current status. When two nodes set a status at the same moment,
   * their pushes may arrive in either order.
   */
  private readonly turns = new KeyedMutex();
  private readonly queue = new PresenceQueue((change) => this.announceInTurn(change));
  private changes?: Subscription;

  constructor(
    private readonly presence: Presence,
    private readonly users: UsersService,
    private readonly database: DataSource,
    private readonly bus: EventBus,
  ) {}

  onModuleInit(): void {
    this.changes = this.presence.changes.subscribe((change) => this.queue.add(change));
  }

  onModuleDestroy(): void {
    this.changes?.unsubscribe();
  }

  /** Sets the status that a user chose, for all their devices. */
  set(userId: string, status: OnlineStatus): Promise<void> {
    return this.turns.run(userId, async () => {
      const changed = await this.users.intend(userId, status);
      if (changed && this.presence.isThere(userId)) this.bus.publish(await this.seen(userId, status, new Date()));
    });
  }

  /** Pushes the presence of a user to everybody who shares a chat with them, after their privacy setting changed. */
  announce(user: User): Promise<void> {
    return this.turns.run(user.id, () => {
      const payload = { userId: user.id, status: this.of(user), lastSeenAt: this.lastSeen(user) };
      this.bus.publish({ event: 'presence.changed', payload, to: { acquaintancesOf: user.id } });
      return Promise.resolve();
    });
  }

  /** When a user was last online, as shown to those who share a chat with them: ISO 8601, or null. */
  lastSeen({ lastSeenAt, whoSeesLastSeen }: User): string | null {
    return whoSeesLastSeen === 'nobody' ? null : (lastSeenAt?.toISOString() ?? null);
  }

  of(profile: { id: string; status: OnlineStatus }): OnlineStatus {
    return profile.status === 'online' && this.presence.isThere(profile.id) ? 'online' : 'offline';
  }

  view(profile: Profile): UserView {
    const { id, name, avatar, lastSeenAt } = profile;
    return { id, name, avatar, status: this.of(profile), lastSeenAt: lastSeenAt && new Date(lastSeenAt).toISOString() };
  }

  private announceInTurn(change: PresenceChange): Promise<void> {
    return this.turns
      .run(change.userId, () => this.connectionChanged(change))
      .catch((err: unknown) => this.logger.error({ err }, 'presence not announced'));
  }

  /** Every node detects the change and pushes it to its own sockets only, so that a node that dies meanwhile loses no push. */
  private async connectionChanged({ userId, there, at }: PresenceChange): Promise<void> {
    const { status } = await this.users.get(userId);
    const isCurrent = this.presence.isThere(userId) === there;
    if (status !== 'online' || !isCurrent) return;
    this.bus.emit({ push: await this.seen(userId, there ? 'online' : 'offline', at) }, 'elsewhere');
  }

  /** Stores when a user was last seen. Several nodes may store the same change. @returns the push */
  private async seen(userId: string, status: OnlineStatus, at: Date): Promise<PlainPush> {
    const [person] = await rows<{ isShown: boolean }>(this.database, SEEN, [userId, at]);
    const payload = { userId, status, lastSeenAt: person?.isShown ? at.toISOString() : null };
    return { event: 'presence.changed', payload, to: { acquaintancesOf: userId } };
  }
}

/** Maximum number of pushes under way. When a node dies, thousands of users go offline together, and each push costs a few queries. */
const AT_ONCE = 4;

/** A queue of presence changes that are not announced yet. */
class PresenceQueue {
  private readonly waiting = new Map<string, PresenceChange>();
  private underWay = 0;

  /** @param announce pushes one change; must not reject */
  constructor(private readonly announce: (change: PresenceChange) => Promise<void>) {}

  /** Queues a change. Changes of one user alternate between there and away, so two queued ones cancel each other out. */
  add(change: PresenceChange): void {
    if (!this.waiting.delete(change.userId)) this.waiting.set(change.userId, change);
    this.next();
  }

  private next(): void {
    const [change] = this.waiting.values();
    if (!change || this.underWay >= AT_ONCE) return;
    this.waiting.delete(change.userId);
    this.underWay += 1;
    void this.announce(change).finally(() => {
      this.underWay -= 1;
      this.next();
    });
    this.next();
  }
}

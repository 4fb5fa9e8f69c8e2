import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';

import type { PlainPush } from '../contract/events.js';
import type { OnlineStatus, UserView } from '../contract/views/user.view.js';
import { rows } from '../platform/database/rows.js';
import { EventBus } from '../platform/events/event-bus.js';
import type { Subscription } from '../platform/events/signal.js';
import { KeyedMutex } from '../platform/keyed-mutex.js';
import type { PresenceChange } from '../presence/lease-store.js';
import { Presence } from '../presence/presence.js';
import { PresenceNews } from './presence-news.js';
import type { User } from './user.entity.js';
import { UsersService } from './users.service.js';

/** A person as one of those may see them who are shown this. */
export interface Profile {
  id: string;
  name: string;
  avatar: string | null;
  status: OnlineStatus;
  /** By one of the expressions in `last-seen`. */
  lastSeenAt: Date | string | null;
}

/** Online means: connected, and not set to offline by oneself. Only changes of that are announced. */
@Injectable()
export class OnlineStatuses implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(OnlineStatuses.name);
  /**
   * Of one user only one change is under way on this node: the last that it announces is then the one that holds. A status that two
   * nodes set at the same moment may be announced in either order.
   */
  private readonly turns = new KeyedMutex();
  private readonly news = new PresenceNews((change) => this.inTurn(change));
  private changes?: Subscription;

  constructor(
    private readonly presence: Presence,
    private readonly users: UsersService,
    private readonly database: DataSource,
    private readonly bus: EventBus,
  ) {}

  onModuleInit(): void {
    this.changes = this.presence.changes.subscribe((change) => this.news.add(change));
  }

  onModuleDestroy(): void {
    this.changes?.unsubscribe();
  }

  /** Sets what a person wants to show, on all their devices. */
  set(userId: string, status: OnlineStatus): Promise<void> {
    return this.turns.run(userId, async () => {
      const changed = await this.users.intend(userId, status);
      if (changed && this.presence.isThere(userId)) this.bus.publish(await this.seen(userId, status, new Date()));
    });
  }

  /** Tells those who share a chat with somebody what they see of them, now that this is something else. */
  announce(user: User): Promise<void> {
    return this.turns.run(user.id, () => {
      const payload = { userId: user.id, status: this.of(user), lastSeenAt: this.lastSeen(user) };
      this.bus.publish({ event: 'presence.changed', payload, to: { acquaintancesOf: user.id } });
      return Promise.resolve();
    });
  }

  /** When an account was last online, for those who share a chat with it. */
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

  private inTurn(change: PresenceChange): Promise<void> {
    return this.turns
      .run(change.userId, () => this.connectionChanged(change))
      .catch((err: unknown) => this.logger.error({ err }, 'presence not announced'));
  }

  /** Every node hears of it and tells its own sockets, so that it is told even when the node that noticed it has died. */
  private async connectionChanged({ userId, there, at }: PresenceChange): Promise<void> {
    const { status } = await this.users.get(userId);
    const stillSo = this.presence.isThere(userId) === there;
    if (status !== 'online' || !stillSo) return;
    this.bus.tell({ push: await this.seen(userId, there ? 'online' : 'offline', at) }, 'elsewhere');
  }

  /** Keeps when somebody was last seen; several nodes may want to write the same. @returns what is to be announced */
  private async seen(userId: string, status: OnlineStatus, at: Date): Promise<PlainPush> {
    const [person] = await rows<{ isShown: boolean }>(this.database, SEEN, [userId, at]);
    const payload = { userId, status, lastSeenAt: person?.isShown ? at.toISOString() : null };
    return { event: 'presence.changed', payload, to: { acquaintancesOf: userId } };
  }
}

const SEEN = `
  with kept as (
    update users set last_seen_at = $2 where id = $1 and (last_seen_at is null or last_seen_at < $2))
  select who_sees_last_seen <> 'nobody' "isShown" from users where id = $1`;

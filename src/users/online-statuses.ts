import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import { DataSource } from 'typeorm';

import type { OnlineStatus, UserView } from '../contract/user.view.js';
import { rows } from '../platform/database/rows.js';
import { EventBus } from '../platform/events/event-bus.js';
import { InTurn } from '../platform/in-turn.js';
import { Presence, type PresenceChange } from '../presence/presence.js';
import { UsersService } from './users.service.js';

export interface Profile {
  id: string;
  name: string;
  avatar: string | null;
  status: OnlineStatus;
  lastSeenAt: Date | string | null;
}

/** Online means: connected, and not set to offline by oneself. Only changes of that are announced. */
@Injectable()
export class OnlineStatuses implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(OnlineStatuses.name);
  /** Of one user only one change is under way: the last to be announced is then the one that holds. */
  private readonly turns = new InTurn();
  private changes?: Subscription;

  constructor(
    private readonly presence: Presence,
    private readonly users: UsersService,
    private readonly database: DataSource,
    private readonly bus: EventBus,
  ) {}

  onModuleInit(): void {
    this.changes = this.presence.changes.subscribe((change) => {
      this.turns
        .run(change.userId, () => this.connectionChanged(change))
        .catch((err: unknown) => this.logger.error({ err }, 'presence not announced'));
    });
  }

  onModuleDestroy(): void {
    this.changes?.unsubscribe();
  }

  /** Sets what a person wants to show, on all their devices. */
  set(userId: string, status: OnlineStatus): Promise<void> {
    return this.turns.run(userId, async () => {
      const changed = await this.users.intend(userId, status);
      if (changed && this.presence.isThere(userId)) await this.announce(userId, status);
    });
  }

  of(profile: { id: string; status: OnlineStatus }): OnlineStatus {
    return profile.status === 'online' && this.presence.isThere(profile.id) ? 'online' : 'offline';
  }

  view(profile: Profile): UserView {
    const { id, name, avatar, lastSeenAt } = profile;
    return { id, name, avatar, status: this.of(profile), lastSeenAt: lastSeenAt && new Date(lastSeenAt).toISOString() };
  }

  private async connectionChanged({ userId, there }: PresenceChange): Promise<void> {
    const { status } = await this.users.get(userId);
    const stillSo = this.presence.isThere(userId) === there;
    if (status === 'online' && stillSo) await this.announce(userId, there ? 'online' : 'offline');
  }

  private async announce(userId: string, status: OnlineStatus): Promise<void> {
    const [row] = await rows<{ lastSeenAt: Date }>(
      this.database,
      'update users set last_seen_at = now() where id = $1 returning last_seen_at as "lastSeenAt"',
      [userId],
    );
    if (!row) return;
    const payload = { userId, status, lastSeenAt: row.lastSeenAt.toISOString() };
    this.bus.publish({ event: 'presence.changed', payload, to: { acquaintancesOf: userId } });
  }
}

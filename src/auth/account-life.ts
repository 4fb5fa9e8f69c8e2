import { Injectable } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';

import { Transactions, type Tx } from '../platform/database/transactions.js';
import { OnlineStatuses } from '../users/online-statuses.js';
import { User } from '../users/user.entity.js';
import { UsersService } from '../users/users.service.js';
import { Devices } from './sessions/sessions.controller.js';

/**
 * Deactivates and reactivates accounts. A deactivated person has no sessions, cannot sign in, is not found, and cannot be added to chats. Their
 * messages stay, and are shown as before.
 */
@Injectable()
export class AccountLife {
  constructor(
    private readonly transactions: Transactions,
    private readonly users: UsersService,
    private readonly devices: Devices,
    private readonly statuses: OnlineStatuses,
  ) {}

  /**
   * Deactivates an account and ends all its sessions. Idempotent.
   * @param tx the transaction to use, which then decides whether it happens; without it, one of its own
   * @returns false when it was deactivated already
   * @throws AppError user.not_found
   */
  deactivate(userId: string, tx?: Tx): Promise<boolean> {
    return this.within(tx, async (own) => {
      await this.users.lock(own, userId);
      const user = await own.manager.findOneByOrFail(User, { id: userId });
      await this.devices.endAll(own, userId);
      if (user.deactivatedAt !== null) return false;
      // Others see the person offline at once, and not when the leases of the sockets end. The next sign-in sets the status again.
      await own.manager.update(User, { id: userId }, { deactivatedAt: () => 'now()', status: 'offline' });
      const payload = { userId, status: 'offline', lastSeenAt: this.statuses.lastSeen(user) } as const;
      own.publish({ event: 'presence.changed', payload, to: { acquaintancesOf: userId } });
      return true;
    });
  }

  /** Lets a person sign in again. Idempotent. @returns false when it was not deactivated @throws AppError user.not_found */
  reactivate(userId: string, tx?: Tx): Promise<boolean> {
    return this.within(tx, async (own) => {
      await this.users.lock(own, userId);
      const inactive = { id: userId, deactivatedAt: Not(IsNull()) };
      const { affected } = await own.manager.update(User, inactive, { deactivatedAt: null });
      return affected === 1;
    });
  }

  private within<T>(tx: Tx | undefined, work: (tx: Tx) => Promise<T>): Promise<T> {
    return tx ? work(tx) : this.transactions.run(work);
  }
}

import { Injectable } from '@nestjs/common';

import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { User } from '../../users/user.entity.js';
import { UsersService } from '../../users/users.service.js';
import type { OneTimeLink } from '../links/one-time-link.entity.js';
import { OneTimeLinks } from '../links/one-time-links.js';
import { Registration } from '../registration.js';

/** Makes an address the verified one of an account, when its link is used: of an existing account, or of one that it creates. */
@Injectable()
export class EmailChanges {
  constructor(
    private readonly users: UsersService,
    private readonly registration: Registration,
    private readonly links: OneTimeLinks,
    private readonly transactions: Transactions,
  ) {}

  /**
   * @throws AppError auth.link_invalid; auth.email_taken when another account got the address after the mail was sent; auth.invite_invalid when the
   *   places of the invite were used up since
   */
  async verify(token: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const link = await this.links.take(tx.manager, token, 'email', 'registration');
      if (!link) throw new AppError('auth.link_invalid');
      if (link.registration) await this.register(tx, link);
      else await this.change(tx, link);
    });
  }

  private async register({ manager }: Tx, { email, registration }: OneTimeLink): Promise<void> {
    if (!registration) return;
    const { name, passwordHash, inviteHash } = registration;
    const account = { email, name, passwordHash, emailVerifiedAt: new Date() };
    await this.registration.addIn(manager, account, inviteHash === null ? null : Buffer.from(inviteHash, 'hex'));
  }

  private async change(tx: Tx, { userId, email }: OneTimeLink): Promise<void> {
    if (userId === null) throw new AppError('auth.link_invalid');
    await this.users.lock(tx, userId);
    const { deactivatedAt } = await tx.manager.findOneByOrFail(User, { id: userId });
    if (deactivatedAt !== null) throw new AppError('auth.link_invalid');
    await this.users.verifyEmail(tx.manager, userId, email);
    // Links to the address before give no access any more.
    await this.links.revoke(tx.manager, userId, 'password', 'email');
  }
}

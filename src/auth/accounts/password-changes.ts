import { Injectable } from '@nestjs/common';

import type { ChangePasswordDto, ResetPasswordDto } from '../../contract/dto/account.dto.js';
import { Transactions } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import type { Caller } from '../../platform/http/caller.js';
import { User } from '../../users/user.entity.js';
import { UsersService } from '../../users/users.service.js';
import { OneTimeLinks } from '../links/one-time-links.js';
import { Passwords } from '../passwords.js';
import { Devices } from '../sessions/sessions.controller.js';

/** Sets new passwords. Each ends sessions in the same transaction: whoever knew the password before is signed out. */
@Injectable()
export class PasswordChanges {
  constructor(
    private readonly passwords: Passwords,
    private readonly users: UsersService,
    private readonly links: OneTimeLinks,
    private readonly devices: Devices,
    private readonly transactions: Transactions,
  ) {}

  /** Sets a password of somebody who has confirmed the one before, and ends their other sessions. @throws AppError overloaded */
  async change(me: Caller, { password }: Pick<ChangePasswordDto, 'password'>): Promise<void> {
    const passwordHash = await this.passwords.hash(password);
    await this.transactions.run(async (tx) => {
      await this.users.lock(tx, me.userId);
      await tx.manager.update(User, { id: me.userId }, { passwordHash });
      await this.links.revoke(tx.manager, me.userId, 'password');
      await this.devices.endOthers(tx, me);
    });
  }

  /**
   * Sets a password with the token of a mail, and ends all sessions. The mail also proves whose address it is.
   * @returns the account
   * @throws AppError auth.link_invalid, overloaded
   */
  async reset({ token, password }: ResetPasswordDto): Promise<User> {
    const passwordHash = await this.passwords.hash(password);
    return this.transactions.run(async (tx) => {
      const link = await this.links.take(tx.manager, token, 'password');
      if (!link?.userId) throw new AppError('auth.link_invalid');
      await this.users.lock(tx, link.userId);
      const user = await tx.manager.findOneByOrFail(User, { id: link.userId });
      if (user.deactivatedAt !== null || user.email !== link.email) throw new AppError('auth.link_invalid');
      await tx.manager.update(User, { id: user.id }, { passwordHash, emailVerifiedAt: () => 'now()' });
      await this.links.revoke(tx.manager, user.id, 'password');
      await this.devices.endAll(tx, user.id);
      return user;
    });
  }
}

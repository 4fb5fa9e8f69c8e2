import { Injectable } from '@nestjs/common';

import type { ResetPasswordDto } from '../../contract/dto/account.dto.js';
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

  /**
   * Sets a password, and ends the other sessions of the caller.
   * @param before the hash of the password that the caller has confirmed
   * @throws AppError auth.password_wrong when another password was set meanwhile; overloaded
   */
  async change(me: Caller, before: string, password: string): Promise<void> {
    const passwordHash = await this.passwords.hash(password);
    await this.transactions.run(async (tx) => {
      await this.users.lock(tx, me.userId);
      const { affected } = await tx.manager.update(User, { id: me.userId, passwordHash: before }, { passwordHash });
      if (affected !== 1) throw new AppError('auth.password_wrong');
      // An e-mail that somebody with the old password has asked for is not set any more.
      await this.links.revoke(tx.manager, me.userId, 'password', 'email');
      await this.devices.endOthers(tx, me);
    });
  }

  /**
   * Sets a password with the token of a mail, and ends all sessions. The mail also proves whose address it is.
   * @returns the account
   * @throws AppError auth.link_invalid, overloaded
   */
  async reset({ token, password }: ResetPasswordDto): Promise<User> {
    // A hash takes time, so it is not made for somebody who guesses.
    if (!(await this.links.works(token, 'password'))) throw new AppError('auth.link_invalid');
    const passwordHash = await this.passwords.hash(password);
    return this.transactions.run(async (tx) => {
      // The user is locked first, as everywhere, so that two links of one user do not wait for each other.
      const userId = await this.links.ownerOf(tx.manager, token, 'password');
      if (userId === null) throw new AppError('auth.link_invalid');
      await this.users.lock(tx, userId);
      const link = await this.links.take(tx.manager, token, 'password');
      if (!link) throw new AppError('auth.link_invalid');
      const user = await tx.manager.findOneByOrFail(User, { id: userId });
      if (user.deactivatedAt !== null || user.email !== link.email) throw new AppError('auth.link_invalid');
      await tx.manager.update(User, { id: user.id }, { passwordHash, emailVerifiedAt: () => 'now()' });
      await this.links.revoke(tx.manager, user.id, 'password', 'email');
      await this.devices.endAll(tx, user.id);
      return user;
    });
  }
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { Config } from '../platform/config/config.js';
import { Transactions } from '../platform/database/transactions.js';
import { AppError } from '../platform/errors/app-error.js';
import type { ClientInfo } from '../platform/http/caller.js';
import { Guesses } from '../platform/rates/guesses.js';
import type { User } from '../users/user.entity.js';
import { UsersService } from '../users/users.service.js';
import { AccountInvites, hashOfInvite } from './invites/account-invites.js';
import { SignInLimits } from './sign-in-limits.js';

type NewAccount = Parameters<UsersService['add']>[0];

/** Decides who may create an account: REGISTRATION. */
@Injectable()
export class Registration {
  constructor(
    private readonly config: Config,
    private readonly limits: SignInLimits,
    private readonly guesses: Guesses,
    private readonly invites: AccountInvites,
    private readonly users: UsersService,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Refuses who may not create an account, before anything costs time. A valid invite does not count against the registrations of a network,
   * because it has a count of its own. Where registration is open, invites are ignored.
   * @returns what `add` needs of the invite; null where none is needed
   * @throws AppError auth.registration_closed, auth.invite_required, auth.invite_invalid, rate.limited
   */
  async admit(invite: string | undefined, client: ClientInfo): Promise<Buffer | null> {
    const { registration } = this.config;
    if (registration === 'closed') throw new AppError('auth.registration_closed');
    if (registration === 'open') {
      await this.limits.register(client);
      return null;
    }
    if (invite === undefined) throw new AppError('auth.invite_required');
    const isValid = await this.guesses.check('invites', client.network, () => this.invites.isValid(invite));
    if (!isValid) throw new AppError('auth.invite_invalid');
    return hashOfInvite(invite);
  }

  /** Creates the account of somebody who was admitted, and uses up one place of the invite. @throws AppError auth.email_taken, auth.invite_invalid */
  async add(account: NewAccount, inviteHash: Buffer | null): Promise<User> {
    return this.transactions.run(({ manager }) => this.addIn(manager, account, inviteHash));
  }

  /** The same within a transaction. */
  async addIn(manager: EntityManager, account: NewAccount, inviteHash: Buffer | null): Promise<User> {
    const user = await this.users.add(account, manager);
    if (inviteHash) await this.invites.use(manager, inviteHash);
    return user;
  }
}

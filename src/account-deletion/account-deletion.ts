import { Injectable } from '@nestjs/common';

import { AccountLife } from '../auth/account-life.js';
import { OneTimeLink } from '../auth/links/one-time-link.entity.js';
import { Identity } from '../auth/oidc/identity.entity.js';
import { KnownNetwork } from '../auth/sessions/session.entity.js';
import { RecoveryCode, TwoFactor } from '../auth/two-factor/two-factor.entity.js';
import { Transactions } from '../platform/database/transactions.js';
import { User } from '../users/user.entity.js';
import { Erasure } from './erasure.js';

/** The name that a deleted account has in chats. */
const DELETED_NAME = 'Deleted account';

/**
 * Deletes accounts. The row of the user stays, without anything about the person, because messages and chats refer to it: their messages are shown
 * as those of a deleted account.
 */
@Injectable()
export class AccountDeletion {
  constructor(
    private readonly transactions: Transactions,
    private readonly life: AccountLife,
    private readonly erasure: Erasure,
  ) {}

  /**
   * Deletes an account for good. When this is answered, the person is gone: name, e-mail, password and sessions. What they had in chats is
   * removed right after it, also if the server is killed meanwhile.
   * @throws AppError user.not_found
   */
  async delete(userId: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      await this.life.deactivate(userId, tx);
      await tx.manager.update(User, { id: userId }, NOBODY);
      for (const owned of [Identity, KnownNetwork, OneTimeLink, TwoFactor, RecoveryCode])
        await tx.manager.delete(owned, { userId });
      const payload = { id: userId, name: DELETED_NAME, avatar: null, data: null };
      tx.publish({ event: 'user.updated', payload, to: { acquaintancesOf: userId } });
      tx.afterCommit(() => this.erasure.start(userId));
    });
  }
}

/** The columns of a deleted account. Its e-mail is free again. */
const NOBODY = {
  name: DELETED_NAME,
  foldedName: '', // no search finds it
  email: null,
  externalId: null,
  data: null,
  emailVerifiedAt: null,
  passwordHash: null,
  avatar: null,
  role: 'person',
  status: 'offline',
  lastSeenAt: null,
  whoMayAddMe: 'nobody',
  whoSeesLastSeen: 'nobody',
  deletedAt: () => 'now()',
  version: () => 'version + 1',
} as const;

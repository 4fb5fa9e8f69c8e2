import { Injectable } from '@nestjs/common';

import { AppError } from '../../platform/errors/app-error.js';
import type { Caller, ClientInfo } from '../../platform/http/caller.js';
import type { User } from '../../users/user.entity.js';
import { UsersService } from '../../users/users.service.js';
import { Passwords } from '../passwords.js';
import { SignInLimits } from '../sign-in-limits.js';

/** Asks somebody who is signed in for their password, before a change that a stolen token must not make. */
@Injectable()
export class OwnPassword {
  constructor(
    private readonly users: UsersService,
    private readonly passwords: Passwords,
    private readonly limits: SignInLimits,
  ) {}

  /**
   * Wrong passwords count as wrong guesses of this device at a sign-in do.
   * @returns the account
   * @throws AppError auth.password_wrong, also when the account has no password; rate.limited, overloaded
   */
  async confirm({ userId }: Caller, password: string, client: ClientInfo): Promise<User & { passwordHash: string }> {
    const user = await this.users.withPassword(userId);
    const attempt = { email: user.email ?? userId, userId, client };
    const check = await this.limits.guess(attempt, () =>
      this.passwords.check(password, user.passwordHash ?? undefined),
    );
    const { passwordHash } = user;
    if (check === 'wrong' || passwordHash === null) throw new AppError('auth.password_wrong');
    return { ...user, passwordHash };
  }
}

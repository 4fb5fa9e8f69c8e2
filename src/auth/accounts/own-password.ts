import { Injectable } from '@nestjs/common';

import { AppError, invalid } from '../../platform/errors/app-error.js';
import type { Caller, ClientInfo } from '../../platform/http/caller.js';
import type { User } from '../../users/user.entity.js';
import { UsersService } from '../../users/users.service.js';
import { Passwords } from '../passwords.js';
import { Sessions } from '../sessions/sessions.js';
import { SignInLimits } from '../sign-in-limits.js';

/** Minutes after a sign-in in which it counts in place of a password. */
const RECENT = 10;

type WithPassword = User & { passwordHash: string };

/** Asks somebody who is signed in for their password, before a change that a stolen token must not make. */
@Injectable()
export class OwnPassword {
  constructor(
    private readonly users: UsersService,
    private readonly passwords: Passwords,
    private readonly limits: SignInLimits,
    private readonly sessions: Sessions,
  ) {}

  /**
   * Confirms that the caller owns the account: with its password or, if it has none, with a sign-in of the last ten minutes.
   * @returns the account
   * @throws AppError request.invalid when the account has a password and none is given; auth.sign_in_again when it has none and the session is
   *   older; and those of `confirmPassword`
   */
  async confirm(me: Caller, password: string | undefined, client: ClientInfo): Promise<User> {
    const user = await this.users.withPassword(me.userId);
    if (user.passwordHash !== null) {
      if (password === undefined) throw invalid('password', 'isRequired', 'password is required: your account has one');
      return this.check(user, password, client);
    }
    if (!(await this.sessions.isRecent(me.sessionId, RECENT))) throw new AppError('auth.sign_in_again');
    return user;
  }

  /**
   * Wrong passwords count as wrong guesses of this device at a sign-in do.
   * @returns the account
   * @throws AppError auth.password_wrong, also when the account has no password; rate.limited, overloaded
   */
  async confirmPassword({ userId }: Caller, password: string, client: ClientInfo): Promise<WithPassword> {
    return this.check(await this.users.withPassword(userId), password, client);
  }

  private async check(user: User, password: string, client: ClientInfo): Promise<WithPassword> {
    const { id: userId, passwordHash } = user;
    const attempt = { email: user.email ?? userId, userId, client };
    const check = await this.limits.guess(attempt, () => this.passwords.check(password, passwordHash ?? undefined));
    if (check === 'wrong' || passwordHash === null) throw new AppError('auth.password_wrong');
    return { ...user, passwordHash };
  }
}

import { Injectable } from '@nestjs/common';

import type { LoginDto, RegisterDto } from '../contract/dto/auth.dto.js';
import type { LoginView, MyselfView } from '../contract/views/auth.view.js';
import type { UpdateMeDto } from '../contract/dto/user.dto.js';
import { AppError } from '../platform/errors/app-error.js';
import type { Caller } from '../platform/http/caller.js';
import type { ClientInfo } from '../platform/http/client-info.js';
import { OnlineStatuses } from '../users/online-statuses.js';
import { UsersService } from '../users/users.service.js';
import { Passwords } from './passwords.js';
import { SignInLimits } from './sign-in-limits.js';
import { SignIn } from './sign-in.js';

/** Accounts: registration, login, and changes of one's own account. */
@Injectable()
export class AuthService {
  constructor(
    private readonly users: UsersService,
    private readonly passwords: Passwords,
    private readonly limits: SignInLimits,
    private readonly signIn: SignIn,
    private readonly statuses: OnlineStatuses,
  ) {}

  /**
   * An unknown e-mail takes the same time as a wrong password.
   * @throws AppError auth.bad_credentials, rate.limited
   */
  async login({ email, password }: LoginDto, client: ClientInfo): Promise<LoginView> {
    const user = await this.users.findForLogin(email);
    const attempt = { email, userId: user?.id ?? null, client };
    const check = await this.limits.guess(attempt, () => this.passwords.check(password, user?.passwordHash));
    if (!user || check === 'wrong') throw new AppError('auth.bad_credentials');
    // The password is known only during a login, so an outdated hash is replaced now.
    if (check === 'outdated') await this.users.replacePasswordHash(user.id, await this.passwords.hash(password));
    return this.signIn.open(user, client.device);
  }

  /** @throws AppError auth.email_taken, auth.registration_closed, rate.limited */
  async register({ email, password, name }: RegisterDto, client: ClientInfo): Promise<LoginView> {
    await this.limits.register(client);
    const user = await this.users.add({ email, name, passwordHash: await this.passwords.hash(password) });
    await this.limits.knowFrom(user.id, client);
    return this.signIn.open(user, client.device);
  }

  async me(caller: Caller): Promise<MyselfView> {
    return this.signIn.myself(caller, await this.users.get(caller.userId));
  }

  /** Changes the given fields. Fields that already have the wanted value are not written. */
  async change(caller: Caller, wanted: UpdateMeDto): Promise<MyselfView> {
    const before = await this.users.get(caller.userId);
    const user = await this.users.change(before, wanted);
    if (user.whoSeesLastSeen !== before.whoSeesLastSeen) await this.statuses.announce(user);
    return this.signIn.myself(caller, user);
  }
}

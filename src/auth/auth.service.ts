import { Injectable } from '@nestjs/common';

import type { LoginDto, RegisterDto } from '../contract/auth.dto.js';
import type { LoginView, MyselfView } from '../contract/auth.view.js';
import type { UpdateMeDto } from '../contract/user.dto.js';
import { AppError } from '../platform/errors/app-error.js';
import type { Caller } from '../platform/http/caller.js';
import { OnlineStatuses } from '../users/online-statuses.js';
import { UsersService } from '../users/users.service.js';
import { Passwords } from './passwords.js';
import { SignIn } from './sign-in.js';

/** Who a person is: accounts, signing in. */
@Injectable()
export class AuthService {
  constructor(
    private readonly users: UsersService,
    private readonly passwords: Passwords,
    private readonly statuses: OnlineStatuses,
    private readonly signIn: SignIn,
  ) {}

  /** @throws AppError auth.bad_credentials, in the same time for an unknown e-mail */
  async login({ email, password }: LoginDto, device: string | null): Promise<LoginView> {
    const user = await this.users.findForLogin(email);
    const check = await this.passwords.check(password, user?.passwordHash);
    if (!user || check === 'wrong') throw new AppError('auth.bad_credentials');
    // a hash can only be made anew while the password is at hand
    if (check === 'outdated') await this.users.replacePasswordHash(user.id, await this.passwords.hash(password));
    await this.statuses.set(user.id, 'online');
    return this.signIn.open({ ...user, status: 'online' }, device);
  }

  /** @throws AppError auth.email_taken */
  async register({ email, password, name }: RegisterDto, device: string | null): Promise<LoginView> {
    const user = await this.users.add({ email, name, passwordHash: await this.passwords.hash(password) });
    return this.signIn.open(user, device);
  }

  async me(caller: Caller): Promise<MyselfView> {
    return this.signIn.myself(caller, await this.users.get(caller.userId));
  }

  /** Changes what is given; the same once more changes nothing. */
  async change(caller: Caller, wanted: UpdateMeDto): Promise<MyselfView> {
    const before = await this.users.get(caller.userId);
    const user = await this.users.change(before, wanted);
    if (user.whoSeesLastSeen !== before.whoSeesLastSeen) await this.statuses.announce(user);
    return this.signIn.myself(caller, user);
  }
}

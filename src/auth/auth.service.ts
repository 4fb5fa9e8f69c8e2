import { Injectable } from '@nestjs/common';

import type { LoginDto, RegisterDto, UpdateMeDto } from '../contract/dto/auth.dto.js';
import type { LoginView, MeView, MyselfView } from '../contract/views/user.view.js';
import { AppError } from '../platform/errors/app-error.js';
import type { Caller, ClientInfo } from '../platform/http/caller.js';
import { OnlineStatuses } from '../users/online-statuses.js';
import type { User } from '../users/user.entity.js';
import { UsersService } from '../users/users.service.js';
import { Passwords } from './passwords.js';
import { Registration } from './registration.js';
import { Sessions } from './sessions/sessions.js';
import { Tokens } from './sessions/tokens.js';
import { SignInLimits } from './sign-in-limits.js';

/** Starts and refreshes sessions, and builds the answers with their tokens. */
@Injectable()
export class SignIn {
  constructor(
    private readonly sessions: Sessions,
    private readonly tokens: Tokens,
    private readonly users: UsersService,
    private readonly statuses: OnlineStatuses,
  ) {}

  /** Starts a session and sets the user's status to online. @param device its User-Agent; null when it sent none */
  async open(user: User, device: string | null): Promise<LoginView> {
    await this.statuses.set(user.id, 'online');
    const { id, tokenVersion, expiresAt } = await this.sessions.open(user.id, device);
    return this.loginView({ userId: user.id, sessionId: id, tokenVersion }, expiresAt, { ...user, status: 'online' });
  }

  /**
   * Replaces the token of the session and extends the session to the new token's expiry.
   * @throws AppError auth.token_expired, auth.session_revoked
   */
  async refresh(caller: Caller): Promise<LoginView> {
    const { tokenVersion, expiresAt } = await this.sessions.renew(caller);
    return this.loginView({ ...caller, tokenVersion }, expiresAt, await this.users.get(caller.userId));
  }

  myself(caller: Caller, user: User): MyselfView {
    const { whoMayAddMe, whoSeesLastSeen } = user;
    return { ...meView(user), whoMayAddMe, whoSeesLastSeen, mediaToken: this.tokens.forMedia(caller) };
  }

  private loginView(caller: Caller, expiresAt: Date, user: User): LoginView {
    return {
      token: this.tokens.forApi(caller, expiresAt),
      expiresAt: expiresAt.toISOString(),
      mediaToken: this.tokens.forMedia(caller),
      user: meView(user),
    };
  }
}

function meView({ id, name, avatar, email, plan, status }: User): MeView {
  return { id, name, avatar, email, plan, status };
}

/** Accounts: registration, login, and changes of one's own account. */
@Injectable()
export class AuthService {
  constructor(
    private readonly users: UsersService,
    private readonly passwords: Passwords,
    private readonly limits: SignInLimits,
    private readonly signIn: SignIn,
    private readonly statuses: OnlineStatuses,
    private readonly registration: Registration,
  ) {}

  /**
   * Starts a session. An unknown e-mail takes the same time as a wrong password.
   * @throws AppError auth.bad_credentials, auth.deactivated (only after the right password), rate.limited, overloaded
   */
  async login({ email, password }: LoginDto, client: ClientInfo): Promise<LoginView> {
    const user = await this.users.findForLogin(email);
    const attempt = { email, userId: user?.id ?? null, client };
    const check = await this.limits.guess(attempt, () => this.passwords.check(password, user?.passwordHash));
    if (!user || check === 'wrong') throw new AppError('auth.bad_credentials');
    if (user.deactivatedAt !== null) throw new AppError('auth.deactivated');
    // The password is known only during a login, so an outdated hash is replaced now.
    if (check === 'outdated') await this.users.replacePasswordHash(user.id, await this.passwords.hash(password));
    return this.signIn.open(user, client.device);
  }

  /**
   * Creates an account and starts a session.
   * @throws AppError auth.email_taken, auth.registration_closed, auth.invite_required, auth.invite_invalid, rate.limited, overloaded
   */
  async register({ email, password, name, invite }: RegisterDto, client: ClientInfo): Promise<LoginView> {
    await this.registration.admit(invite, client);
    const account = { email, name, passwordHash: await this.passwords.hash(password) };
    const user = await this.registration.add(account, invite);
    await this.limits.rememberNetwork(user.id, client);
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

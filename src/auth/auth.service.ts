import { Injectable } from '@nestjs/common';

import type { LoginDto } from '../contract/dto/auth.dto.js';
import type { LoginView, MeView, MyselfView } from '../contract/views/user.view.js';
import type { Tx } from '../platform/database/transactions.js';
import { AppError } from '../platform/errors/app-error.js';
import type { Caller, ClientInfo } from '../platform/http/caller.js';
import { placeOf } from '../platform/http/network.js';
import { OnlineStatuses } from '../users/online-statuses.js';
import type { User } from '../users/user.entity.js';
import { UsersService } from '../users/users.service.js';
import { Passwords } from './passwords.js';
import type { Session } from './sessions/session.entity.js';
import { type Opening, Sessions } from './sessions/sessions.js';
import { Tokens } from './sessions/tokens.js';
import { SignInLimits } from './sign-in-limits.js';
import { SecondFactor } from './two-factor/second-factor.js';

/** Starts and refreshes sessions, and builds the answers with their tokens. */
@Injectable()
export class SignIn {
  constructor(
    private readonly sessions: Sessions,
    private readonly tokens: Tokens,
    private readonly users: UsersService,
    private readonly statuses: OnlineStatuses,
  ) {}

  /**
   * Starts a session and sets the user's status to online.
   * @param device its User-Agent; null when it sent none
   * @param how see `Sessions.open`
   */
  async open(user: User, device: string | null, how: Opening = {}): Promise<LoginView> {
    await this.statuses.set(user.id, 'online');
    const { id, tokenVersion, expiresAt } = await this.sessions.open(user.id, device, how);
    return this.loginView({ userId: user.id, sessionId: id, tokenVersion }, expiresAt, { ...user, status: 'online' });
  }

  /** Starts a session that a refresh does not extend. The status stays as the user chose it. @returns its id @throws AppError auth.deactivated */
  async grant(tx: Tx, user: User, { device, expiresAt }: Pick<Session, 'device' | 'expiresAt'>): Promise<string> {
    const { id } = await this.sessions.openIn(tx, { userId: user.id, device, expiresAt, fixedExpiry: true });
    return id;
  }

  /** The newest token of a session. @throws AppError session.not_found when it has ended */
  async tokenOf(user: User, sessionId: string): Promise<LoginView> {
    const { tokenVersion, expiresAt } = await this.sessions.get(user.id, sessionId);
    return this.loginView({ userId: user.id, sessionId, tokenVersion }, expiresAt, user);
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
    const { whoMayAddMe, whoSeesLastSeen, data } = user;
    const view = { ...meView(user), emailVerified: user.emailVerifiedAt !== null, whoMayAddMe, whoSeesLastSeen, data };
    return { ...view, mediaToken: this.tokens.forMedia(caller) };
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

/** Login. */
@Injectable()
export class AuthService {
  constructor(
    private readonly users: UsersService,
    private readonly passwords: Passwords,
    private readonly limits: SignInLimits,
    private readonly signIn: SignIn,
    private readonly factor: SecondFactor,
  ) {}

  /**
   * Starts a session. An unknown e-mail takes the same time as a wrong password.
   * @throws AppError auth.bad_credentials, rate.limited, overloaded; only after the right password auth.deactivated,
   *   auth.second_factor_required, auth.second_factor_wrong
   */
  async login({ email, password, code }: LoginDto, client: ClientInfo): Promise<LoginView> {
    const user = await this.users.findForLogin(email);
    const attempt = { email, userId: user?.id ?? null, client };
    const check = await this.limits.guess(attempt, () =>
      this.passwords.check(password, user?.passwordHash ?? undefined),
    );
    if (!user || check === 'wrong' || user.passwordHash === null) throw new AppError('auth.bad_credentials');
    if (user.deactivatedAt !== null) throw new AppError('auth.deactivated');
    await this.factor.require(user.id, code, client);
    await this.limits.rememberNetwork(user.id, client);
    // The password is known only during a login, so an outdated hash is replaced now.
    const { passwordHash: before } = user;
    const passwordHash = check === 'outdated' ? await this.rehash(user.id, before, password) : before;
    return this.signIn.open(user, client.device, { place: placeOf(client.network), passwordHash });
  }

  private async rehash(id: string, before: string, password: string): Promise<string> {
    const after = await this.passwords.hash(password);
    if (await this.users.rehash(id, before, after)) return after;
    // Another device has signed in at the same moment, or the password was changed.
    const { passwordHash } = await this.users.withPassword(id);
    const isSame = passwordHash !== null && (await this.passwords.check(password, passwordHash)) !== 'wrong';
    return isSame ? passwordHash : after;
  }
}

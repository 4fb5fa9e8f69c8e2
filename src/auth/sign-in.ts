import { Injectable } from '@nestjs/common';

import type { LoginView, MyselfView } from '../contract/views/auth.view.js';
import type { MeView } from '../contract/views/user.view.js';
import type { Caller } from '../platform/http/caller.js';
import { OnlineStatuses } from '../users/online-statuses.js';
import type { User } from '../users/user.entity.js';
import { UsersService } from '../users/users.service.js';
import { Sessions } from './sessions/sessions.js';
import { Tokens } from './sessions/tokens.js';

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

  /** Replaces the token of the session and extends the session to the new token's expiry. @throws AppError auth.token_expired */
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

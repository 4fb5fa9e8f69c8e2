import { Injectable } from '@nestjs/common';

import type { LoginView, MyselfView } from '../contract/auth.view.js';
import type { MeView } from '../contract/user.view.js';
import type { Caller } from '../platform/http/caller.js';
import type { User } from '../users/user.entity.js';
import { UsersService } from '../users/users.service.js';
import { Sessions } from './sessions.js';
import { Tokens } from './tokens.js';

/** A device's session from signing in on, and the tokens that name it. */
@Injectable()
export class SignIn {
  constructor(
    private readonly sessions: Sessions,
    private readonly tokens: Tokens,
    private readonly users: UsersService,
  ) {}

  /** @param device what it calls itself */
  async open(user: User, device: string | null): Promise<LoginView> {
    const session = await this.sessions.open(user.id, device);
    return this.loginView({ userId: user.id, sessionId: session.id }, session.expiresAt, user);
  }

  /** A new token for the same session, which now lives as long as the token. */
  async refresh(caller: Caller): Promise<LoginView> {
    const expiresAt = await this.sessions.prolong(caller);
    return this.loginView(caller, expiresAt, await this.users.get(caller.userId));
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

import { Injectable } from '@nestjs/common';

import { type Actor, AuditLog } from '../../audit/audit-log.js';
import { AccountLife } from '../../auth/account-life.js';
import { SignIn } from '../../auth/auth.service.js';
import { revokeLinks } from '../../auth/links/one-time-links.js';
import { Devices } from '../../auth/sessions/sessions.controller.js';
import type { LoginView } from '../../contract/views/user.view.js';
import { UserAvatar } from '../../media/avatars/user-avatar.entity.js';
import type { Keep } from '../../platform/database/once.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import type { ServerCaller } from '../../platform/http/caller.js';
import { type ExternalProfile, ExternalUsers, lockUser } from '../../users/external-users.js';
import type { User } from '../../users/user.entity.js';

/** What is stored for a retry of a call that starts a session: its id, and no token. */
export interface StartedSession {
  sessionId: string;
}

/** Writes the people of an app for its back end. Each write has its audit row in the same transaction. */
@Injectable()
export class AppUsers {
  constructor(
    private readonly users: ExternalUsers,
    private readonly life: AccountLife,
    private readonly signIn: SignIn,
    private readonly devices: Devices,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
  ) {}

  /** Creates or changes a person. A call that changes nothing writes nothing. @throws AppError request.invalid, auth.email_taken, user.is_operator */
  put(app: ServerCaller, externalId: string, profile: ExternalProfile): Promise<User> {
    return this.transactions.run(async (tx) => {
      const { user, outcome, changed } = await this.users.put(tx, externalId, profile);
      if (outcome === 'same') return user;
      if (changed.includes('email')) {
        // Whoever may change the address of an operator, could set their password.
        if (user.role === 'operator') throw new AppError('user.is_operator');
        await revokeLinks(tx.manager, user.id, 'password', 'email');
      }
      // A picture that the person had uploaded is not used any more, and the sweep removes it.
      if (changed.includes('avatar')) await tx.manager.delete(UserAvatar, { userId: user.id });
      const details = outcome === 'created' ? { externalId } : { externalId, changed };
      await this.record(tx, app, `user.${outcome}`, user, details);
      return user;
    });
  }

  /**
   * Starts a session for a person.
   * @param ttl seconds
   * @throws AppError user.external_id_unknown, auth.deactivated, user.is_operator
   */
  startSession(app: Actor, externalId: string, ttl: number, keep?: Keep<StartedSession>): Promise<StartedSession> {
    return this.transactions.run(async (tx) => {
      const user = await lockUser(tx, externalId);
      mustBeNoOperator(user);
      const device = `server token of ${app.name ?? app.kind}`;
      const expiresAt = new Date(Date.now() + ttl * 1000);
      const started = { sessionId: await this.signIn.grant(tx, user, { device, expiresAt }) };
      await keep?.(tx, started);
      await this.record(tx, app, 'token.created', user, { ttl });
      return started;
    });
  }

  /** A token of a session that was started for a person. @throws AppError user.external_id_unknown, user.is_operator, session.not_found */
  async tokenOf(externalId: string, sessionId: string): Promise<LoginView> {
    const user = await this.users.get(externalId);
    mustBeNoOperator(user);
    return this.signIn.tokenOf(user, sessionId);
  }

  /** Ends all sessions of a person. @returns how many ended @throws AppError user.external_id_unknown */
  endSessions(app: ServerCaller, externalId: string, keep?: Keep<number>): Promise<number> {
    return this.transactions.run(async (tx) => {
      const user = await lockUser(tx, externalId);
      const ended = await this.devices.endAll(tx, user.id);
      await keep?.(tx, ended);
      if (ended > 0) await this.record(tx, app, 'sessions.ended', user, { ended });
      return ended;
    });
  }

  /** Deactivates or reactivates a person. @throws AppError user.external_id_unknown */
  setActive(app: ServerCaller, externalId: string, active: boolean): Promise<User> {
    return this.transactions.run(async (tx) => {
      const { id } = await lockUser(tx, externalId);
      const changed = active ? await this.life.reactivate(id, tx) : await this.life.deactivate(id, tx);
      const user = await lockUser(tx, externalId);
      if (changed) await this.record(tx, app, active ? 'user.reactivated' : 'user.deactivated', user);
      return user;
    });
  }

  private record(tx: Tx, actor: Actor, action: string, { id }: User, details = {}): Promise<void> {
    return this.audit.record(tx.manager, { actor, action, target: { kind: 'user', id }, details });
  }
}

/** With a token of an operator, a key could do what only operators may. @throws AppError user.is_operator */
function mustBeNoOperator({ role }: User): void {
  if (role === 'operator') throw new AppError('user.is_operator');
}

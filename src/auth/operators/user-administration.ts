import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { MoreThan } from 'typeorm';

import { type Actor, AuditLog } from '../../audit/audit-log.js';
import type { Plan, Role } from '../../contract/views/user.view.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { User } from '../../users/user.entity.js';
import { UsersService } from '../../users/users.service.js';
import { AccountLife } from '../account-life.js';
import { revokeLinks } from '../links/one-time-links.js';
import { Passwords } from '../passwords.js';
import { Devices } from '../sessions/sessions.controller.js';

export interface NewUser {
  email: string;
  password: string;
  name: string;
  plan: Plan;
  role: Role;
}

/** What operators do to accounts. Each act and its row of the audit log are stored together, or neither is. */
@Injectable()
export class UserAdministration {
  constructor(
    private readonly transactions: Transactions,
    private readonly users: UsersService,
    private readonly passwords: Passwords,
    private readonly devices: Devices,
    private readonly life: AccountLife,
    private readonly audit: AuditLog,
  ) {}

  /** Accounts in the order they were created. @param after id of the last account of the page before */
  list(limit: number, after?: string): Promise<User[]> {
    return this.transactions.run(({ manager }) =>
      manager.find(User, {
        where: after === undefined ? {} : { id: MoreThan(after) },
        order: { id: 'asc' },
        take: limit,
      }),
    );
  }

  /** @param idOrEmail the e-mail in any letter case @throws AppError user.not_found */
  async find(idOrEmail: string): Promise<User> {
    if (isUUID(idOrEmail)) return this.users.get(idOrEmail);
    const found = await this.users.findForLogin(idOrEmail.trim());
    if (!found) throw new AppError('user.not_found');
    return this.users.get(found.id);
  }

  /** @throws AppError auth.email_taken */
  async create(actor: Actor, { password, ...account }: NewUser): Promise<User> {
    const passwordHash = await this.passwords.hash(password);
    return this.transactions.run(async (tx) => {
      const user = await this.users.add({ ...account, passwordHash }, tx.manager);
      await this.record(tx, actor, 'user.created', user.id, { plan: account.plan, role: account.role });
      return user;
    });
  }

  /** @throws AppError user.not_found */
  changePlan(actor: Actor, userId: string, plan: Plan): Promise<boolean> {
    return this.change(actor, userId, 'user.plan_changed', { plan });
  }

  /** @throws AppError user.not_found */
  changeRole(actor: Actor, userId: string, role: Role): Promise<boolean> {
    return this.change(actor, userId, 'user.role_changed', { role });
  }

  /** Sets a new password and ends all sessions of the person. @returns how many ended @throws AppError user.not_found */
  async setPassword(actor: Actor, userId: string, password: string): Promise<number> {
    const passwordHash = await this.passwords.hash(password);
    return this.transactions.run(async (tx) => {
      await this.users.lock(tx, userId);
      await tx.manager.update(User, { id: userId }, { passwordHash });
      await revokeLinks(tx.manager, userId, 'password', 'email');
      const ended = await this.devices.endAll(tx, userId);
      await this.record(tx, actor, 'user.password_set', userId, { sessionsEnded: ended });
      return ended;
    });
  }

  /** Ends all sessions of a person. @returns how many ended @throws AppError user.not_found */
  endSessions(actor: Actor, userId: string): Promise<number> {
    return this.transactions.run(async (tx) => {
      await this.users.lock(tx, userId);
      const ended = await this.devices.endAll(tx, userId);
      await this.record(tx, actor, 'user.sessions_ended', userId, { sessionsEnded: ended });
      return ended;
    });
  }

  /** @returns false when the account was deactivated already; then nothing is recorded @throws AppError user.not_found */
  deactivate(actor: Actor, userId: string): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      const changed = await this.life.deactivate(userId, tx);
      if (changed) await this.record(tx, actor, 'user.deactivated', userId);
      return changed;
    });
  }

  /** @returns false when the account was not deactivated; then nothing is recorded @throws AppError user.not_found */
  reactivate(actor: Actor, userId: string): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      const changed = await this.life.reactivate(userId, tx);
      if (changed) await this.record(tx, actor, 'user.reactivated', userId);
      return changed;
    });
  }

  /** @returns false when the account has these values already; then nothing is recorded */
  private change(actor: Actor, userId: string, action: string, to: { plan: Plan } | { role: Role }): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      await this.users.lock(tx, userId);
      const before = await tx.manager.findOneByOrFail(User, { id: userId });
      const [[key, value]] = Object.entries(to) as [['plan' | 'role', Plan | Role]];
      if (before[key] === value) return false;
      await tx.manager.update(User, { id: userId }, to);
      await this.record(tx, actor, action, userId, { from: before[key], to: value });
      return true;
    });
  }

  /** The last statement of its transaction, see `AuditLog`. */
  private record({ manager }: Tx, actor: Actor, action: string, userId: string, details?: Record<string, unknown>) {
    return this.audit.record(manager, {
      actor,
      action,
      target: { kind: 'user', id: userId },
      ...(details && { details }),
    });
  }
}

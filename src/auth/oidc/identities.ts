import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { type EntityManager, In } from 'typeorm';

import { storedEmail } from '../../contract/rules/text-rules.js';
import { Config } from '../../platform/config/config.js';
import { violatedConstraint } from '../../platform/database/database-errors.js';
import type { Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import type { ClientInfo } from '../../platform/http/caller.js';
import { newId } from '../../platform/process/new-id.js';
import { User } from '../../users/user.entity.js';
import { UsersService } from '../../users/users.service.js';
import { SignInLimits } from '../sign-in-limits.js';
import { Identity } from './identity.entity.js';
import type { ProviderClaims } from './oidc-provider.js';

/** An identity of an account. */
export interface LinkedIdentity {
  identity: Identity;
  owner: User;
  /** False: it was linked before. */
  isNew: boolean;
}

/** Which account a person of the provider has here. */
@Injectable()
export class Identities {
  constructor(
    private readonly users: UsersService,
    private readonly limits: SignInLimits,
    private readonly config: Config,
  ) {}

  /**
   * The account of a person who has signed in at the provider: the linked one, or the one with their e-mail, or a new one.
   * @throws AppError auth.email_unverified, auth.link_needed, auth.registration_closed, rate.limited
   */
  async accountOf(tx: Tx, claims: ProviderClaims, client: ClientInfo): Promise<User> {
    const { issuer, subject, email } = claims;
    const where = { issuer, subject };
    const linked = await tx.manager.findOne(Identity, { where, relations: { user: true } });
    if (linked) return active(linked.user);
    if (email === null || !claims.isEmailVerified) throw new AppError('auth.email_unverified');
    const user = (await this.ownerOf(tx, email, issuer)) ?? (await this.register(tx, email, claims, client));
    await store(tx.manager, user.id, claims);
    return user;
  }

  /**
   * Links an identity to an account. Linking it again changes nothing.
   * @throws AppError identity.taken, identity.one_per_provider
   */
  async link(tx: Tx, userId: string, claims: ProviderClaims): Promise<LinkedIdentity> {
    const { issuer, subject } = claims;
    await this.users.lock(tx, userId);
    const owner = active(await tx.manager.findOneByOrFail(User, { id: userId }));
    const linked = await tx.manager.findOneBy(Identity, { issuer, subject });
    if (linked?.userId === userId) return { identity: linked, owner, isNew: false };
    if (linked) throw new AppError('identity.taken');
    if (await tx.manager.existsBy(Identity, { userId, issuer })) throw new AppError('identity.one_per_provider');
    return { identity: await store(tx.manager, userId, claims), owner, isNew: true };
  }

  /** Removes an identity, unless its person could not sign in any more. @throws AppError identity.not_found, identity.last */
  async unlink(tx: Tx, userId: string, id: string): Promise<void> {
    if (!isUUID(id)) throw new AppError('identity.not_found');
    await this.users.lock(tx, userId);
    const [linked, others] = [{ id, userId }, { userId }];
    if (!(await tx.manager.existsBy(Identity, linked))) throw new AppError('identity.not_found');
    const select = { id: true, passwordHash: true } as const;
    const { passwordHash } = await tx.manager.findOneOrFail(User, { select, where: { id: userId } });
    const isLast = passwordHash === null && (await tx.manager.countBy(Identity, others)) === 1;
    if (isLast) throw new AppError('identity.last');
    await tx.manager.delete(Identity, linked);
  }

  /**
   * The account with an e-mail that the provider has verified; null when there is none. The account must have verified it as well: anybody
   * may have registered with the e-mail of somebody else, and would share the account with them.
   * @throws AppError auth.link_needed
   */
  private async ownerOf({ manager }: Tx, email: string, issuer: string): Promise<User | null> {
    const where = { email: In([email.toLowerCase(), storedEmail(email)]) };
    const user = await manager.findOne(User, { where, lock: { mode: 'for_no_key_update' } });
    if (!user) return null;
    active(user);
    const isOther = await manager.existsBy(Identity, { userId: user.id, issuer });
    if (user.emailVerifiedAt === null || isOther) throw new AppError('auth.link_needed');
    return user;
  }

  private async register({ manager }: Tx, email: string, { name }: ProviderClaims, client: ClientInfo): Promise<User> {
    const { OIDC_REGISTRATION, registration } = this.config;
    if (OIDC_REGISTRATION === 'off') throw new AppError('auth.registration_closed');
    // With `on` the provider vouches for its people, of whom many may come from one network on the same day.
    if (OIDC_REGISTRATION === undefined) {
      if (registration !== 'open') throw new AppError('auth.registration_closed');
      await this.limits.register(client);
    }
    const account = { email, name: name ?? localPart(email), passwordHash: null, emailVerifiedAt: new Date() };
    return this.users.add(account, manager);
  }
}

/** @throws AppError auth.deactivated */
function active(user: User): User {
  if (user.deactivatedAt !== null) throw new AppError('auth.deactivated');
  return user;
}

/** A name for somebody of whom the provider gave none. Others see it, so it is not the whole address. */
const localPart = (email: string): string => email.slice(0, email.lastIndexOf('@'));

async function store(manager: EntityManager, userId: string, claims: ProviderClaims): Promise<Identity> {
  const { issuer, subject, email } = claims;
  const identity = manager.create(Identity, { id: newId(), userId, issuer, subject, email, createdAt: new Date() });
  await manager.insert(Identity, identity);
  return identity;
}

/** Whether somebody else has stored the same person at the same moment. */
export function isTaken(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'auth.email_taken';
  return violatedConstraint(error)?.startsWith('identities_') === true;
}

import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { isUUID } from 'class-validator';
import { type EntityManager, In, type Repository } from 'typeorm';
import { newId } from '../platform/process/new-id.js';

import type { UpdateMeDto } from '../contract/dto/auth.dto.js';
import { storedEmail } from '../contract/rules/text-rules.js';
import type { ChangedUserView, OnlineStatus, Plan, Role } from '../contract/views/user.view.js';
import { violatedConstraint } from '../platform/database/database-errors.js';
import type { Tx } from '../platform/database/transactions.js';
import { AppError } from '../platform/errors/app-error.js';
import { EventBus } from '../platform/events/event-bus.js';
import { fold } from '../platform/text/fold.js';
import { isSameJson } from '../platform/text/sorted-json.js';
import { User } from './user.entity.js';

/** The limits of a plan. */
interface Limits {
  /** Participants of a group. The plan of its owner counts. */
  participants: number;
}

/** The limits of each plan. They are defined only here. */
export const PLANS: Record<Plan, Limits> = {
  free: { participants: 1_000 },
  premium: { participants: 5_000 },
};

interface NewAccount {
  email: string;
  /** Null when the person signs in without a password. */
  passwordHash: string | null;
  name: string;
  plan?: Plan;
  role?: Role;
  emailVerifiedAt?: Date;
}

/** Reads and writes accounts. */
@Injectable()
export class UsersService {
  constructor(
    @InjectRepository(User) private readonly users: Repository<User>,
    private readonly bus: EventBus,
  ) {}

  /**
   * Creates an account.
   * @param manager of the transaction to use, if there is one
   * @throws AppError auth.email_taken
   */
  async add(account: NewAccount, manager = this.users.manager): Promise<User> {
    const id = newId();
    const row = { ...account, id, email: storedEmail(account.email), foldedName: fold(account.name) };
    await emailTaken(() => manager.insert(User, row));
    return manager.findOneByOrFail(User, { id });
  }

  /** Makes an address that of the account, and verified. @throws AppError auth.email_taken */
  async verifyEmail(manager: EntityManager, id: string, email: string): Promise<void> {
    const verified = { email: storedEmail(email), emailVerifiedAt: () => 'now()' };
    await emailTaken(() => manager.update(User, { id }, verified));
  }

  /** The account with its password hash, to check the password of somebody who is signed in. @throws AppError user.not_found */
  async withPassword(id: string): Promise<User> {
    const user = await this.users
      .createQueryBuilder('u')
      .addSelect('u.passwordHash')
      .where('u.id = :id', { id })
      .getOne();
    if (!user) throw new AppError('user.not_found');
    return user;
  }

  /** The account with its password hash, to check a login. When two addresses differ only in Unicode form, the one as typed. */
  async findForLogin(email: string): Promise<(User & { email: string }) | null> {
    const typed = email.toLowerCase();
    const found = await this.users.find({
      where: { email: In([typed, storedEmail(email)]) },
      select: { id: true, email: true, name: true, avatar: true, plan: true, deactivatedAt: true, passwordHash: true },
    });
    return (found.find((user) => user.email === typed) ?? found[0] ?? null) as (User & { email: string }) | null;
  }

  /** @throws AppError user.not_found, also when `id` is no UUID */
  async get(id: string): Promise<User> {
    const user = isUUID(id) ? await this.users.findOneBy({ id: id.toLowerCase() }) : null;
    if (!user) throw new AppError('user.not_found');
    return user;
  }

  /** Changes the given fields. Others get a push when a name or data is given. @param before the account as it is stored */
  async change(before: User, { name, whoMayAddMe, whoSeesLastSeen, data }: UpdateMeDto): Promise<User> {
    const { id } = before;
    const changes = differing(before, { name, whoMayAddMe, whoSeesLastSeen, data });
    if (changes.name !== undefined) changes.foldedName = fold(changes.name);
    if (Object.keys(changes).length > 0) await this.write(id, changes);
    const user = await this.get(id);
    if (name !== undefined || data !== undefined) {
      this.bus.publish({ event: 'user.updated', payload: changedView(user), to: { acquaintancesOf: id } });
    }
    return user;
  }

  /** Locks an account until the end of the transaction. @throws AppError user.not_found */
  async lock({ manager }: Tx, id: string): Promise<void> {
    const found = await manager.findOne(User, {
      select: { id: true },
      where: { id },
      lock: { mode: 'for_no_key_update' },
    });
    if (!found) throw new AppError('user.not_found');
  }

  /** Sets the avatar of a locked account, and pushes it to others. @param avatar the URL; null for none */
  async showAvatar(tx: Tx, id: string, avatar: string | null): Promise<void> {
    await this.write(id, { avatar }, tx.manager.getRepository(User));
    const user = await tx.manager.findOneByOrFail(User, { id });
    tx.publish({ event: 'user.updated', payload: changedView(user), to: { acquaintancesOf: id } });
  }

  /** Sets the status the user chose. @returns true when it was another one before */
  async intend(id: string, status: OnlineStatus): Promise<boolean> {
    const { affected } = await this.users
      .createQueryBuilder()
      .update({ status })
      .where('id = :id and status <> :status', { id, status })
      .execute();
    return affected === 1;
  }

  /** Replaces the hash of a password by a newer hash of the same password, unless another hash was stored meanwhile. @returns whether it was replaced */
  async rehash(id: string, before: string, after: string): Promise<boolean> {
    return (await this.users.update({ id, passwordHash: before }, { passwordHash: after })).affected === 1;
  }

  private async write(id: string, changes: Partial<User>, users = this.users): Promise<void> {
    const update = users.createQueryBuilder().update({ ...changes, version: () => 'version + 1' });
    await update.where('id = :id', { id }).execute();
  }
}

/** Runs a write of an e-mail. @throws AppError auth.email_taken */
async function emailTaken(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (violatedConstraint(error) === 'users_email_key') throw new AppError('auth.email_taken');
    throw error;
  }
}

function changedView({ id, name, avatar, data }: User): ChangedUserView {
  return { id, name, avatar, data };
}

/**
 * The given fields that differ from the stored ones. Only these are written, so two devices that change different fields do not
 * overwrite each other.
 */
function differing(before: User, wanted: UpdateMeDto): Partial<User> {
  const given = Object.entries(wanted).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.filter(([key, value]) => !isSameJson(before[key as keyof UpdateMeDto], value)));
}

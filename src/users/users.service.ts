import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { isUUID } from 'class-validator';
import { In, type Repository } from 'typeorm';
import { uuidv7 } from 'uuidv7';

import { storedEmail } from '../contract/credentials.js';
import type { OnlineStatus, Plan } from '../contract/user.view.js';
import { violatedConstraint } from '../platform/database/query-errors.js';
import { AppError } from '../platform/errors/app-error.js';
import { EventBus } from '../platform/events/event-bus.js';
import { fold } from '../platform/text/fold.js';
import { User } from './user.entity.js';

/** People's accounts. */
@Injectable()
export class UsersService {
  constructor(
    @InjectRepository(User) private readonly users: Repository<User>,
    private readonly bus: EventBus,
  ) {}

  /** @throws AppError auth.email_taken */
  async add(account: { email: string; passwordHash: string; name: string; plan?: Plan }): Promise<User> {
    const id = uuidv7();
    const row = { ...account, id, email: storedEmail(account.email), foldedName: fold(account.name) };
    try {
      await this.users.insert(row);
    } catch (error) {
      if (violatedConstraint(error) === 'users_email_key') throw new AppError('auth.email_taken');
      throw error;
    }
    return this.users.findOneByOrFail({ id });
  }

  /** The account with its password hash, for checking a login. Of two that only differ in Unicode form, the one as typed. */
  async findForLogin(email: string): Promise<User | null> {
    const typed = email.toLowerCase();
    const found = await this.users.find({
      where: { email: In([typed, storedEmail(email)]) },
      select: { id: true, email: true, name: true, avatar: true, plan: true, passwordHash: true },
    });
    return found.find((user) => user.email === typed) ?? found[0] ?? null;
  }

  /** @throws AppError user.not_found, also when `id` is no UUID */
  async get(id: string): Promise<User> {
    const user = isUUID(id) ? await this.users.findOneBy({ id: id.toLowerCase() }) : null;
    if (!user) throw new AppError('user.not_found');
    return user;
  }

  async rename(id: string, name: string): Promise<User> {
    await this.users
      .createQueryBuilder()
      .update({ name, foldedName: fold(name), version: () => 'version + 1' })
      .where('id = :id and name <> :name', { id, name })
      .execute();
    const user = await this.get(id);
    const payload = { id, name: user.name, avatar: user.avatar };
    this.bus.publish({ event: 'user.updated', payload, to: { acquaintancesOf: id } });
    return user;
  }

  /** @returns true when this changed anything */
  async intend(id: string, status: OnlineStatus): Promise<boolean> {
    const { affected } = await this.users
      .createQueryBuilder()
      .update({ status })
      .where('id = :id and status <> :status', { id, status })
      .execute();
    return affected === 1;
  }

  async replacePasswordHash(id: string, passwordHash: string): Promise<void> {
    await this.users.update({ id }, { passwordHash });
  }
}

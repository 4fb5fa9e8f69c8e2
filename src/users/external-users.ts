import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type Repository } from 'typeorm';

import { storedEmail } from '../contract/rules/text-rules.js';
import type { StoredData } from '../contract/rules/custom-data.js';
import { textProblem } from '../contract/rules/validation.js';
import type { Plan } from '../contract/views/user.view.js';
import { violatedConstraint } from '../platform/database/database-errors.js';
import type { Tx } from '../platform/database/transactions.js';
import { AppError, invalid } from '../platform/errors/app-error.js';
import { newId } from '../platform/process/new-id.js';
import { fold } from '../platform/text/fold.js';
import { isSameJson } from '../platform/text/sorted-json.js';
import { User } from './user.entity.js';

/** What an app knows of a person. Absent fields stay as they are; null removes a value. */
export interface ExternalProfile {
  name?: string;
  avatar?: string | null;
  email?: string | null;
  plan?: Plan;
  data?: StoredData | null;
}

/** A person of the app, after a change. */
export interface PutUser {
  user: User;
  outcome: 'created' | 'changed' | 'same';
  /** The names of the fields that have another value now. */
  changed: string[];
}

/** The people of an app, by the ids that the app chose. */
@Injectable()
export class ExternalUsers {
  constructor(@InjectRepository(User) private readonly users: Repository<User>) {}

  /**
   * Creates a person, or changes the given fields, and pushes a new name, avatar or data. Must be followed by nothing that locks a person.
   * @throws AppError request.invalid without a name for a person who does not exist; auth.email_taken
   */
  async put(tx: Tx, externalId: string, profile: ExternalProfile): Promise<PutUser> {
    try {
      const isNew = await this.create(tx, externalId, profile);
      const user = await lockUser(tx, externalId);
      if (isNew) return { user, outcome: 'created', changed: [] };
      return await this.change(tx, user, profile);
    } catch (error) {
      if (violatedConstraint(error) === 'users_email_key') throw new AppError('auth.email_taken');
      throw error;
    }
  }

  /** @throws AppError user.external_id_unknown */
  async get(externalId: string): Promise<User> {
    const user = isPossible(externalId) ? await this.users.findOneBy({ externalId }) : null;
    if (!user) throw unknown([externalId]);
    return user;
  }

  /** The user ids of people, in the same order. @throws AppError user.external_id_unknown, with all unknown ones */
  async idsOf(externalIds: string[]): Promise<string[]> {
    const found = await this.users.find({
      select: { id: true, externalId: true },
      where: { externalId: In(externalIds.filter(isPossible)) },
    });
    const ids = new Map(found.map((user) => [user.externalId, user.id]));
    const missing = externalIds.filter((externalId) => !ids.has(externalId));
    if (missing.length > 0) throw unknown(missing);
    return externalIds.map((externalId) => ids.get(externalId) ?? '');
  }

  /** @returns false if the person exists already */
  private async create({ manager }: Tx, externalId: string, profile: ExternalProfile): Promise<boolean> {
    const { name, avatar = null, email, plan = 'free', data = null } = profile;
    if (await manager.existsBy(User, { externalId })) return false;
    if (name === undefined) throw invalid('name', 'isText', 'name is required for a person who does not exist yet');
    const facts = { name, foldedName: fold(name), avatar, email: stored(email) ?? null, plan, data };
    const user = { id: newId(), externalId, ...facts };
    const insert = manager.createQueryBuilder().insert().into(User).values(user).orIgnore();
    const inserted = (await insert.returning(['id']).execute()).raw as unknown[];
    if (inserted.length > 0) return true;
    // Another call created the person at the same moment, or the e-mail is taken.
    if (await manager.existsBy(User, { externalId })) return false;
    throw new AppError('auth.email_taken');
  }

  private async change(tx: Tx, before: User, profile: ExternalProfile): Promise<PutUser> {
    const { name, avatar, plan, data } = profile;
    const wanted = { name, avatar, plan, data, email: stored(profile.email) };
    const changed = Object.entries(wanted).filter(
      ([field, value]) => value !== undefined && !isSameJson(value, before[field as keyof typeof wanted]),
    );
    const fields = changed.map(([field]) => field);
    if (fields.length === 0) return { user: before, outcome: 'same', changed: [] };
    const changes: Partial<User> = Object.fromEntries(changed);
    if (changes.name !== undefined) changes.foldedName = fold(changes.name);
    // The person has not shown that this address is theirs.
    if (changes.email !== undefined) changes.emailVerifiedAt = null;
    const update = tx.manager
      .createQueryBuilder()
      .update(User)
      .set({ ...changes, version: () => 'version + 1' });
    await update.where({ id: before.id }).execute();
    const user = await tx.manager.findOneByOrFail(User, { id: before.id });
    const payload = { id: user.id, name: user.name, avatar: user.avatar, data: user.data };
    const isShown = fields.some((field) => ['name', 'avatar', 'data'].includes(field));
    if (isShown) tx.publish({ event: 'user.updated', payload, to: { acquaintancesOf: user.id } });
    return { user, outcome: 'changed', changed: fields };
  }
}

/** Locks a person until the end of the transaction. @throws AppError user.external_id_unknown */
export async function lockUser({ manager }: Tx, externalId: string): Promise<User> {
  const lock = { mode: 'for_no_key_update' } as const;
  const user = isPossible(externalId) ? await manager.findOne(User, { where: { externalId }, lock }) : null;
  if (!user) throw unknown([externalId]);
  return user;
}

/** PostgreSQL cannot even compare with some texts, such as NUL. */
const isPossible = (externalId: string): boolean => textProblem(externalId, 1, Infinity) === null;

const stored = (email: string | null | undefined): string | null | undefined => email && storedEmail(email);

/** Maximum number of ids that an error names. */
const MOST_NAMED = 20;

const unknown = (externalIds: string[]): AppError =>
  new AppError('user.external_id_unknown', { params: { externalIds: externalIds.slice(0, MOST_NAMED) } });

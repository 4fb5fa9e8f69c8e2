import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';

import { type Actor, AuditLog } from '../../audit/audit-log.js';
import type { ApiKeyView, NewApiKeyView, Scope } from '../../contract/views/server.view.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { addAppUser } from '../../users/app-user.js';
import { ApiKey } from './api-key.entity.js';
import { KeyCache } from './key-cache.js';
import { hashOfSecret, isKeyId, keyText, newKeyId, newSecret } from './key-text.js';

/** Seconds for which the secret before a rotation is accepted, unless another time is given. */
const KEPT_FOR = 24 * 60 * 60;

export interface NewKey {
  name: string;
  scopes: Scope[];
  /** Null or absent: it does not expire. */
  expiresAt?: Date | null;
}

export interface Rotation {
  /** Seconds for which the secret before is accepted; 0: not any more. */
  keepFor?: number;
  /** The scopes of the caller, which must have all scopes of the key, because its new secret is shown to them. Absent: all. */
  within?: readonly Scope[];
}

/** Makes, rotates and revokes the keys of an app's back end. */
@Injectable()
export class ApiKeys {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
    private readonly cache: KeyCache,
  ) {}

  /** @returns `key`, the only time it is shown, and the view of what is stored */
  async create({ name, scopes, expiresAt = null }: NewKey, actor: Actor): Promise<{ key: string; view: ApiKeyView }> {
    const [id, secret] = [newKeyId(), newSecret()];
    const view = await this.transactions.run(async ({ manager }) => {
      await addAppUser(manager);
      const unique = [...new Set(scopes)];
      await manager.insert(ApiKey, { id, name, scopes: unique, secretHash: hashOfSecret(secret), expiresAt });
      const target = { kind: 'key' as const, id };
      await this.audit.record(manager, { actor, action: 'key.created', target, details: { name, scopes: unique } });
      return viewOf(await manager.findOneByOrFail(ApiKey, { id }));
    });
    return { key: keyText(id, secret), view };
  }

  /** All keys, also the revoked ones, the newest first. */
  async list(): Promise<ApiKeyView[]> {
    return (await this.cache.keys.find({ order: { createdAt: 'DESC', id: 'DESC' } })).map(viewOf);
  }

  /**
   * Gives a key a new secret. The one before is accepted for a day more, or for the given time. If the answer of a rotation was lost and its
   * secret was never used, the next rotation keeps the secret before that one.
   * @throws AppError key.not_found, also for a revoked one; key.scope_missing
   */
  async rotate(id: string, actor: Actor, how: Rotation = {}): Promise<{ key: string; view: ApiKeyView }> {
    const { keepFor = KEPT_FOR, within } = how;
    const secret = newSecret();
    const view = await this.transactions.run(async (tx) => {
      const key = await lockKey(tx, id);
      if (within) mustHave(within, key.scopes);
      const isPreviousValid = key.previousUntil !== null && key.previousUntil.getTime() > Date.now();
      const isUnseen = key.usedAt === null && isPreviousValid;
      const previousHash = isUnseen ? key.previousHash : key.secretHash;
      const previousUntil = new Date(Date.now() + keepFor * 1000);
      const change = { secretHash: hashOfSecret(secret), previousHash, previousUntil, usedAt: null };
      await tx.manager.update(ApiKey, { id }, change);
      const target = { kind: 'key' as const, id };
      await this.audit.record(tx.manager, { actor, action: 'key.rotated', target, details: { keepFor } });
      tx.afterCommit(() => this.cache.forget(id));
      return viewOf({ ...key, ...change });
    });
    return { key: keyText(id, secret), view };
  }

  /** Ends a key: at once on this node, and within two seconds on the others. @throws AppError key.not_found, also for a revoked one */
  async revoke(id: string, actor: Actor): Promise<void> {
    await this.transactions.run(async (tx) => {
      const { name } = await lockKey(tx, id);
      await tx.manager.update(ApiKey, { id }, { revokedAt: () => 'now()' });
      const target = { kind: 'key' as const, id };
      await this.audit.record(tx.manager, { actor, action: 'key.revoked', target, details: { name } });
      tx.afterCommit(() => this.cache.forget(id));
    });
  }
}

/** Checks that a caller has all of these scopes. @throws AppError key.scope_missing, with the first that is missing */
export function mustHave(own: readonly Scope[], wanted: readonly Scope[]): void {
  const scope = wanted.find((one) => !own.includes(one));
  if (scope !== undefined) throw new AppError('key.scope_missing', { params: { scope } });
}

async function lockKey({ manager }: Tx, id: string): Promise<ApiKey> {
  const where = { id, revokedAt: IsNull() };
  const lock = { mode: 'for_no_key_update' } as const;
  const key = isKeyId(id) ? await manager.findOne(ApiKey, { where, lock }) : null;
  if (!key) throw new AppError('key.not_found');
  return key;
}

function viewOf(key: ApiKey): ApiKeyView {
  const time = (at: Date | null): string | null => at?.toISOString() ?? null;
  const { id, name, scopes, createdAt, expiresAt, revokedAt, usedAt, previousUntil } = key;
  const previous = previousUntil !== null && previousUntil.getTime() > Date.now() ? previousUntil : null;
  return {
    id,
    name,
    scopes,
    createdAt: createdAt.toISOString(),
    expiresAt: time(expiresAt),
    revokedAt: time(revokedAt),
    usedAt: time(usedAt),
    previousUntil: time(previous),
  };
}

/** A new key as it is answered, with its secret. */
export const newKeyView = ({ key, view }: { key: string; view: ApiKeyView }): NewApiKeyView => ({ ...view, key });

import { timingSafeEqual } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LRUCache } from 'lru-cache';
import type { Repository } from 'typeorm';

import { AppError } from '../../platform/errors/app-error.js';
import { ApiKey } from './api-key.entity.js';
import { hashOfSecret, readKey } from './key-text.js';

/** Milliseconds for which a key is cached: so long another node accepts one that was revoked. */
const CACHED = 2_000;
/** Maximum number of cached keys, also of ids that do not exist. */
const MOST = 1_000;
/** Milliseconds within which the time of the last use is stored once. */
const USE_STORED = 60_000;

/** Checks keys. A key costs one read of one row every two seconds on each node. */
@Injectable()
export class KeyCache {
  private readonly cached = new LRUCache<string, Promise<ApiKey | null>>({ max: MOST, ttl: CACHED });

  constructor(@InjectRepository(ApiKey) readonly keys: Repository<ApiKey>) {}

  /** @throws AppError auth.token_invalid, also for a revoked key; auth.token_expired */
  async check(text: string): Promise<ApiKey> {
    const parts = readKey(text);
    if (!parts) throw new AppError('auth.token_invalid');
    const key = await this.find(parts.id);
    const given = hashOfSecret(parts.secret);
    const [isNewest, isPrevious] = key ? matches(key, given) : [false, false];
    if (key?.revokedAt !== null || !(isNewest || isPrevious)) throw new AppError('auth.token_invalid');
    if (key.expiresAt !== null && key.expiresAt.getTime() <= Date.now()) throw new AppError('auth.token_expired');
    if (isNewest) await this.noteUse(key);
    return key;
  }

  /** Must be called when a key has changed. */
  forget(id: string): void {
    this.cached.delete(id);
  }

  /** Concurrent calls with one key share one read. */
  private find(id: string): Promise<ApiKey | null> {
    const known = this.cached.get(id);
    if (known) return known;
    const key = this.keys.findOneBy({ id });
    this.cached.set(id, key);
    key.catch(() => this.cached.delete(id));
    return key;
  }

  private async noteUse(key: ApiKey): Promise<void> {
    const now = new Date();
    if (key.usedAt !== null && now.getTime() - key.usedAt.getTime() < USE_STORED) return;
    key.usedAt = now; // in the cache, so that the calls beside this one do not store it too
    await this.keys.update({ id: key.id, secretHash: key.secretHash }, { usedAt: now });
  }
}

/** Compares in constant time. */
function matches(
  { secretHash, previousHash, previousUntil }: ApiKey,
  given: Buffer,
): [newest: boolean, previous: boolean] {
  const isNewest = timingSafeEqual(secretHash, given);
  const isPrevious = previousHash !== null && timingSafeEqual(previousHash, given);
  return [isNewest, isPrevious && previousUntil !== null && previousUntil.getTime() > Date.now()];
}

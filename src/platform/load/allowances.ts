import { Injectable, SetMetadata } from '@nestjs/common';

import { Config } from '../config/config.js';
import { AppError } from '../errors/app-error.js';

/** Kinds of work that read much. A user may have one or two of a kind under way at once, and the node a few: see places.ts. */
export type Heavy = 'list' | 'search' | 'sync';

/** What a call or event takes from the `work` allowance of its user. An ordinary one takes 1. */
export const COSTS: Record<Heavy, number> = { list: 2, search: 20, sync: 5 };

const HEAVY = 'parley:heavy';

/** Marks a call that reads much. */
export const IsHeavy = (kind: Heavy): MethodDecorator => SetMetadata(HEAVY, kind);

export const heavyKindOf = (handler: object): Heavy | undefined =>
  Reflect.getMetadata(HEAVY, handler) as Heavy | undefined;

export interface Bucket {
  /** How much may be taken at once. */
  burst: number;
  /** How much comes back per second. */
  perSecond: number;
}

interface Level {
  left: number;
  since: number;
}

/** Token buckets by key, in this process. A bucket that is full again is forgotten. */
export class Buckets {
  private readonly levels = new Map<string, Level>();
  private nextSweep = 0;

  constructor(private readonly bucket: Bucket) {}

  /** Takes from the bucket of a key. @returns 0 when it could be taken, else the seconds until it can be */
  take(key: string, amount = 1): number {
    const now = performance.now();
    this.forgetFull(now);
    const level = this.levels.get(key) ?? { left: this.bucket.burst, since: now };
    level.left = this.leftAt(level, now);
    level.since = now;
    this.levels.set(key, level);
    if (level.left < amount) return Math.ceil((amount - level.left) / this.bucket.perSecond);
    level.left -= amount;
    return 0;
  }

  private leftAt({ left, since }: Level, now: number): number {
    return Math.min(this.bucket.burst, left + ((now - since) / 1000) * this.bucket.perSecond);
  }

  private forgetFull(now: number): void {
    if (now < this.nextSweep) return;
    this.nextSweep = now + (this.bucket.burst / this.bucket.perSecond) * 1000;
    for (const [key, level] of this.levels) if (this.leftAt(level, now) >= this.bucket.burst) this.levels.delete(key);
  }
}

/** What one user may do on a node, over REST and all of their sockets together. docs/security.md has this table. */
const ALLOWANCES = {
  /** All calls and events, by their cost: see `COSTS`. */
  work: { burst: 600, perSecond: 50 },
  /** Messages to one chat. */
  sends: { burst: 60, perSecond: 20 },
  /** Typing events, in all chats together. Clients repeat them every few seconds. */
  typing: { burst: 20, perSecond: 3 },
  /** New socket connections. */
  connections: { burst: 60, perSecond: 1 },
} satisfies Record<string, Bucket>;

type Allowance = keyof typeof ALLOWANCES;

/** Limits what one user can ask of this node, whatever number of sockets and connections they open. */
@Injectable()
export class Allowances {
  private readonly buckets = Object.fromEntries(
    Object.entries(ALLOWANCES).map(([name, bucket]) => [name, new Buckets(bucket)]),
  ) as Record<Allowance, Buckets>;

  constructor(private readonly config: Config) {}

  /** @throws AppError rate.limited */
  take(allowance: Allowance, key: string, amount = 1): void {
    if (this.config.RATE_LIMIT === 'off') return;
    const retryAfter = this.buckets[allowance].take(key, amount);
    if (retryAfter === 0) return;
    throw new AppError('rate.limited', {
      retryAfter,
      params: { limit: ALLOWANCES[allowance].perSecond, per: 'second' },
    });
  }
}

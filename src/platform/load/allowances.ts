import { Injectable } from '@nestjs/common';

import { Config } from '../config/config.js';
import { AppError } from '../errors/app-error.js';
import { type Bucket, Buckets } from './buckets.js';

/** What one user may do on a node, over REST and all of their sockets together. docs/security.md has this table. */
const ALLOWANCES = {
  /** All calls and events, by their cost: see `costs.ts`. */
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

import { createHmac, type KeyObject } from 'node:crypto';

import { Inject, Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { DataSource } from 'typeorm';

import { rows } from '../platform/database/rows.js';
import { JWT_KEY } from './sessions/tokens.js';

const DAY = 24 * 60 * 60 * 1000;
/** Of one person. The one that was used longest ago goes first. */
const MOST = 10;

/**
 * From which networks people have signed in lately. Each is kept as a hash keyed with the secret of this server and with its
 * person: the table alone tells neither an address nor who signs in from the same place.
 */
@Injectable()
export class KnownNetworks {
  constructor(
    private readonly database: DataSource,
    @Inject(JWT_KEY) private readonly key: KeyObject,
  ) {}

  /** @param userId null where there is no such account: the answer is then no, and takes as long */
  async has(userId: string | null, network: string): Promise<boolean> {
    const sql = 'select 1 from known_networks where user_id = $1 and network = $2';
    return (await rows(this.database, sql, [userId, this.hash(userId, network)])).length > 0;
  }

  /** Written once a day at most, and only the latest ten are kept. */
  async remember(userId: string, network: string): Promise<void> {
    await this.database.query(
      `with others as (
         select network from known_networks where user_id = $1 and network <> $2
         order by seen_at desc offset $3 for update skip locked),
       gone as (delete from known_networks k using others o where k.user_id = $1 and k.network = o.network)
       insert into known_networks as k (user_id, network) values ($1, $2)
       on conflict (user_id, network) do update set seen_at = now() where k.seen_at < now() - interval '1 day'`,
      [userId, this.hash(userId, network), MOST - 1],
    );
  }

  @Interval(DAY)
  async forgetOld(): Promise<void> {
    await this.database.query(`delete from known_networks where seen_at < now() - interval '90 days'`);
  }

  private hash(userId: string | null, network: string): Buffer {
    return createHmac('sha256', this.key)
      .update(`known network of ${userId ?? 'nobody'}: ${network}`)
      .digest();
  }
}

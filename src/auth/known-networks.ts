import { createHmac, type KeyObject } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Raw, type Repository } from 'typeorm';

import { rows } from '../platform/database/rows.js';
import { KnownNetwork } from './sessions/session.entity.js';
import { REMEMBER_NETWORK } from './auth.sql.js';
import { TokenKeys } from './sessions/token-keys.js';

const DAY = 24 * 60 * 60 * 1000;
/** Networks stored for one user. A new one replaces the one that was used longest ago. */
const LIMIT = 10;
/** Nobody has this id. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/**
 * The networks from which users have signed in during the last 90 days. Each is stored as a hash keyed with the secret of this
 * server and the user id: the table alone reveals neither addresses nor which users share a network.
 */
@Injectable()
export class KnownNetworks {
  constructor(
    @InjectRepository(KnownNetwork) private readonly networks: Repository<KnownNetwork>,
    private readonly keys: TokenKeys,
  ) {}

  /** @param userId null when the account does not exist: the answer is then false, and takes the same time */
  async has(userId: string | null, network: string): Promise<boolean> {
    const hashes = this.keys.all.map((key) => hash(key, userId, network));
    return this.networks.existsBy({ userId: userId ?? NOBODY, network: In(hashes) });
  }

  /** Stores a network of a user, with the newest key. The database is written once a day at most for each network. */
  async remember(userId: string, network: string): Promise<void> {
    const stored = hash(this.keys.first.key, userId, network);
    await rows(this.networks.manager, REMEMBER_NETWORK, [userId, stored, LIMIT - 1]);
  }

  @Interval(DAY)
  async forgetOld(): Promise<void> {
    await this.networks.delete({ seenAt: Raw((seenAt) => `${seenAt} < now() - interval '90 days'`) });
  }
}

function hash(key: KeyObject, userId: string | null, network: string): Buffer {
  return createHmac('sha256', key)
    .update(`known network of ${userId ?? 'nobody'}: ${network}`)
    .digest();
}

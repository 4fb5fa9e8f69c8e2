import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, In, MoreThan } from 'typeorm';

import { ConsistencyChecks, type Finding } from '../../platform/health/checks.js';
import { User } from '../../users/user.entity.js';
import { MediaContent } from '../media.entity.js';
import { StoredBytes } from './upload.entity.js';

const SOME = 50;
const BEGINNING = '00000000-0000-0000-0000-000000000000';

/** Condition on a row of `users`: the sum that is kept is not that of the contents. See `storedSize`. */
const DIFFERS = `coalesce((select s.bytes from stored_bytes s where s.owner_id = owner.id), 0) <>
  coalesce((select sum(c.size) from media_contents c
    where c.owner_id = owner.id and (c.status <> 'rejected' or c.reason = 'failed')), 0)`;

/** Consistency check: what people are told to have stored is what they have stored. */
@Injectable()
export class UsageCheck implements OnModuleInit {
  /** Where the last check ended. */
  private after = BEGINNING;

  constructor(
    private readonly database: DataSource,
    private readonly checks: ConsistencyChecks,
  ) {}

  onModuleInit(): void {
    this.checks.add('stored bytes are the sum of the contents', () => this.check());
  }

  /** Checks the owners of the newest contents, and some others. */
  private async check(): Promise<Finding> {
    const { manager } = this.database;
    const newest = await manager.find(MediaContent, {
      select: { id: true, ownerId: true },
      order: { id: 'DESC' },
      take: SOME,
    });
    const where = { ownerId: MoreThan(this.after) };
    const others = await manager.find(StoredBytes, { where, order: { ownerId: 'ASC' }, take: SOME });
    this.after = others.length === SOME ? (others.at(-1)?.ownerId ?? BEGINNING) : BEGINNING;
    const ids = [...new Set([...newest, ...others].map(({ ownerId }) => ownerId))];
    const found = await manager
      .createQueryBuilder(User, 'owner')
      .select('owner.id', 'id')
      .where({ id: In(ids) })
      .andWhere(DIFFERS)
      .getRawMany<Pick<User, 'id'>>();
    return { looked: ids.length, violations: found.map(({ id }) => id) };
  }
}

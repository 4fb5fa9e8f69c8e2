import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

import type { BlockView } from '../../contract/views/block.view.js';
import { rows } from '../../platform/database/rows.js';

/** The people a user has blocked. */
@Injectable()
export class BlockList {
  constructor(private readonly database: DataSource) {}

  /** Latest block first. */
  async page(userId: string, page: number, limit: number): Promise<{ data: BlockView[]; hasMore: boolean }> {
    const found = await rows<BlockView['user'] & { at: Date }>(
      this.database,
      `select u.id, u.name, u.avatar, b.blocked_at at from blocks b join users u on u.id = b.blocked_id
       where b.blocker_id = $1 order by b.blocked_at desc, u.id limit $2 offset $3`,
      [userId, limit + 1, (page - 1) * limit],
    );
    const data = found.slice(0, limit).map(({ at, ...user }) => ({ user, blockedAt: at.toISOString() }));
    return { data, hasMore: found.length > limit };
  }
}

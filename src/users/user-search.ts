import { Injectable } from '@nestjs/common';

import type { FindUsersDto } from '../contract/dto/user.dto.js';
import type { UserView } from '../contract/views/user.view.js';
import { rows } from '../platform/database/rows.js';
import { Transactions } from '../platform/database/transactions.js';
import { containing, sought } from '../platform/text/fold.js';
import { OnlineStatuses, type Profile } from './online-statuses.js';
import { FIND_USERS } from './users.sql.js';

const PER_PAGE = 20;

export interface FoundUsers {
  data: UserView[];
  meta: { page: number; perPage: number; hasMore: boolean };
}

/** Finds people by parts of their name. E-mail addresses are not searched, because other users may not see them. */
@Injectable()
export class UserSearch {
  constructor(
    private readonly transactions: Transactions,
    private readonly statuses: OnlineStatuses,
  ) {}

  async find(callerId: string, { q, page = 1, limit = PER_PAGE }: FindUsersDto): Promise<FoundUsers> {
    const wanted = sought(q);
    const found = await this.transactions.search((on) =>
      rows<Profile>(on, FIND_USERS, [containing(wanted), callerId, wanted, limit + 1, (page - 1) * limit]),
    );
    const data = found.slice(0, limit).map((row) => this.statuses.view(row));
    return { data, meta: { page, perPage: limit, hasMore: found.length > limit } };
  }
}

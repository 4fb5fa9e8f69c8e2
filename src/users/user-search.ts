import { Injectable } from '@nestjs/common';

import type { FindUsersDto } from '../contract/dto/user.dto.js';
import type { UserView } from '../contract/views/user.view.js';
import { rows } from '../platform/database/rows.js';
import { Transactions } from '../platform/database/transactions.js';
import { containing, sought } from '../platform/text/fold.js';
import { blockedWith } from './blocked-with.js';
import { lastSeenBy } from './last-seen.js';
import { OnlineStatuses, type Profile } from './online-statuses.js';

const PER_PAGE = 20;

export interface FoundUsers {
  data: UserView[];
  meta: { page: number; perPage: number; hasMore: boolean };
}

/** Finds people to chat with by parts of their name; never by e-mail, which strangers do not get to see. */
@Injectable()
export class UserSearch {
  constructor(
    private readonly transactions: Transactions,
    private readonly statuses: OnlineStatuses,
  ) {}

  async find(callerId: string, { q, page = 1, limit = PER_PAGE }: FindUsersDto): Promise<FoundUsers> {
    const wanted = sought(q);
    const found = await this.transactions.search((on) =>
      rows<Profile>(
        on,
        `select id, name, avatar, status, ${lastSeenBy('$2')} as "lastSeenAt" from users u
         where folded_name like $1 and id <> $2 and id not in ${blockedWith('$2')}
         order by starts_with(folded_name, $3) desc, folded_name, id
         limit $4 offset $5`,
        [containing(wanted), callerId, wanted, limit + 1, (page - 1) * limit],
      ),
    );
    const data = found.slice(0, limit).map((row) => this.statuses.view(row));
    return { data, meta: { page, perPage: limit, hasMore: found.length > limit } };
  }
}

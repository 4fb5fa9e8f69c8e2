import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DataSource } from 'typeorm';

import type { FindUsersDto } from '../contract/dto/auth.dto.js';
import type { ProfileView, UserView } from '../contract/views/user.view.js';
import { rows } from '../platform/database/rows.js';
import { Transactions } from '../platform/database/transactions.js';
import { AppError } from '../platform/errors/app-error.js';
import { containing, sought } from '../platform/text/fold.js';
import { OnlineStatuses, type Profile } from './online-statuses.js';
import { FIND_USERS, PROFILE } from './users.sql.js';

/** Shows one user to another. */
@Injectable()
export class Profiles {
  constructor(
    private readonly database: DataSource,
    private readonly statuses: OnlineStatuses,
  ) {}

  /**
   * A user whom the viewer has blocked is shown as offline and without `lastSeenAt`.
   * @throws AppError user.not_found, also when that user has blocked the viewer
   */
  async show(viewerId: string, userId: string): Promise<ProfileView> {
    const [found] = await rows<Profile & Pick<ProfileView, 'data'>>(this.database, PROFILE, [
      viewerId,
      isUUID(userId) ? userId : null,
    ]);
    if (!found) throw new AppError('user.not_found');
    return { ...this.statuses.view(found), data: found.data };
  }
}

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
      rows<Profile>(on, FIND_USERS, [
        containing(wanted).slice(1),
        containing(wanted),
        callerId,
        wanted,
        limit + 1,
        (page - 1) * limit,
      ]),
    );
    const data = found.slice(0, limit).map((row) => this.statuses.view(row));
    return { data, meta: { page, perPage: limit, hasMore: found.length > limit } };
  }
}

import { Injectable } from '@nestjs/common';
import { isEmail, isUUID } from 'class-validator';
import { DataSource } from 'typeorm';

import type { FindUsersDto } from '../contract/dto/auth.dto.js';
import { storedEmail } from '../contract/rules/text-rules.js';
import { trimmed } from '../contract/rules/typed-text.js';
import type { ProfileView, UserView } from '../contract/views/user.view.js';
import { Config } from '../platform/config/config.js';
import { rows } from '../platform/database/rows.js';
import { Transactions } from '../platform/database/transactions.js';
import { AppError } from '../platform/errors/app-error.js';
import { containing, sought } from '../platform/text/fold.js';
import { OnlineStatuses, type Profile } from './online-statuses.js';
import { FIND_BY_EMAIL, FIND_USERS, FIND_USERS_IN_CHATS, PROFILE, PROFILE_IN_CHATS, STRANGERS } from './users.sql.js';

/** Shows one user to another. With `DIRECTORY=shared` or `none`, only people who share a chat see each other. */
@Injectable()
export class Profiles {
  constructor(
    private readonly database: DataSource,
    private readonly statuses: OnlineStatuses,
    private readonly config: Config,
  ) {}

  /**
   * A user whom the viewer has blocked is shown as offline and without `lastSeenAt`.
   * @throws AppError user.not_found, also when that user has blocked the viewer, and when the directory does not show them
   */
  async show(viewerId: string, userId: string): Promise<ProfileView> {
    const profile = this.config.DIRECTORY === 'all' ? PROFILE : PROFILE_IN_CHATS;
    const values = [viewerId, isUUID(userId) ? userId : null];
    const [found] = await rows<Profile & Pick<ProfileView, 'data'>>(this.database, profile, values);
    if (!found) throw new AppError('user.not_found');
    return { ...this.statuses.view(found), data: found.data };
  }

  /**
   * Checks that a user may start chats with people and add them. With `DIRECTORY=none`, only the app or an operator brings strangers together.
   * @throws AppError user.not_found
   */
  async mustKnow(viewerId: string, userIds: string[]): Promise<void> {
    if (this.config.DIRECTORY !== 'none') return;
    const strangers = await rows(this.database, STRANGERS, [viewerId, userIds]);
    if (strangers.length > 0) throw new AppError('user.not_found');
  }
}

const PER_PAGE = 20;

export interface FoundUsers {
  data: UserView[];
  meta: { page: number; perPage: number; hasMore: boolean };
}

/** Finds people by parts of their name. E-mail addresses are found only with `DIRECTORY=shared`, and only whole ones. */
@Injectable()
export class UserSearch {
  constructor(
    private readonly transactions: Transactions,
    private readonly statuses: OnlineStatuses,
    private readonly config: Config,
  ) {}

  async find(callerId: string, { q, page = 1, limit = PER_PAGE }: FindUsersDto): Promise<FoundUsers> {
    const found = await this.rows(callerId, q, { limit: limit + 1, offset: (page - 1) * limit });
    const data = found.slice(0, limit).map((row) => this.statuses.view(row));
    return { data, meta: { page, perPage: limit, hasMore: found.length > limit } };
  }

  private async rows(callerId: string, q: string, { limit, offset }: { limit: number; offset: number }) {
    const { DIRECTORY } = this.config;
    if (DIRECTORY === 'none') return [];
    const named = sought(q);
    const patterns = [containing(named).slice(1), containing(named)];
    return this.transactions.search(async (on) => {
      const byEmail =
        DIRECTORY === 'shared' && isEmail(trimmed(q))
          ? await rows<Profile>(on, FIND_BY_EMAIL, [callerId, storedEmail(q)])
          : [];
      if (byEmail.length > 0) return offset === 0 ? byEmail : [];
      const find = DIRECTORY === 'shared' ? FIND_USERS_IN_CHATS : FIND_USERS;
      return rows<Profile>(on, find, [...patterns, callerId, named, limit, offset]);
    });
  }
}

import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DataSource } from 'typeorm';

import type { UserView } from '../contract/views/user.view.js';
import { rows } from '../platform/database/rows.js';
import { AppError } from '../platform/errors/app-error.js';
import { OnlineStatuses, type Profile } from './online-statuses.js';
import { PROFILE } from './users.sql.js';

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
  async show(viewerId: string, userId: string): Promise<UserView> {
    const [found] = await rows<Profile>(this.database, PROFILE, [viewerId, isUUID(userId) ? userId : null]);
    if (!found) throw new AppError('user.not_found');
    return this.statuses.view(found);
  }
}

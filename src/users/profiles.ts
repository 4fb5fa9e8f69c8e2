import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DataSource } from 'typeorm';

import type { UserView } from '../contract/views/user.view.js';
import { rows } from '../platform/database/rows.js';
import { AppError } from '../platform/errors/app-error.js';
import { lastSeenBy } from './last-seen.js';
import { OnlineStatuses, type Profile } from './online-statuses.js';

/** Shows one person to another. */
@Injectable()
export class Profiles {
  constructor(
    private readonly database: DataSource,
    private readonly statuses: OnlineStatuses,
  ) {}

  /** Who has blocked the viewer is not there; of whom the viewer has blocked, they see no presence. @throws AppError user.not_found */
  async show(viewerId: string, userId: string): Promise<UserView> {
    const [found] = await rows<Profile>(this.database, PROFILE, [viewerId, isUUID(userId) ? userId : null]);
    if (!found) throw new AppError('user.not_found');
    return this.statuses.view(found);
  }
}

const HIDDEN = 'exists (select from blocks where blocker_id = $1 and blocked_id = u.id)';

const PROFILE = `
  select id, name, avatar, case when ${HIDDEN} then 'offline' else status end status,
    case when not ${HIDDEN} then ${lastSeenBy('$1')} end "lastSeenAt"
  from users u
  where id = $2 and not exists (select from blocks where blocker_id = u.id and blocked_id = $1)`;

import { Injectable } from '@nestjs/common';

import type { UpdateMeDto } from '../contract/dto/auth.dto.js';
import type { MyselfView } from '../contract/views/user.view.js';
import type { Caller } from '../platform/http/caller.js';
import { OnlineStatuses } from '../users/online-statuses.js';
import { UsersService } from '../users/users.service.js';
import { SignIn } from './auth.service.js';

/** The caller's own account: shown to them, and changed by them. */
@Injectable()
export class OwnAccount {
  constructor(
    private readonly users: UsersService,
    private readonly signIn: SignIn,
    private readonly statuses: OnlineStatuses,
  ) {}

  async show(caller: Caller): Promise<MyselfView> {
    return this.signIn.myself(caller, await this.users.get(caller.userId));
  }

  /** Changes the given fields. Fields that already have the wanted value are not written. */
  async change(caller: Caller, wanted: UpdateMeDto): Promise<MyselfView> {
    const before = await this.users.get(caller.userId);
    const user = await this.users.change(before, wanted);
    if (user.whoSeesLastSeen !== before.whoSeesLastSeen) await this.statuses.announce(user);
    return this.signIn.myself(caller, user);
  }
}

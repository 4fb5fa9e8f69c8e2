import { Controller, Delete, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { ListSessionsDto } from '../../contract/dto/auth.dto.js';
import { EndedSessionsView, SessionView } from '../../contract/views/auth.view.js';
import { NextMeta, success } from '../../contract/envelope.js';
import { AppError } from '../../platform/errors/app-error.js';
import { type KeyedRequest, Once } from '../../platform/database/once.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { type Caller, Me } from '../../platform/http/caller.js';
import { Keyed } from '../../platform/http/input/keyed.js';
import { Devices } from './devices.js';

@ApiTags('auth')
@Controller('api/me/sessions')
export class SessionsController {
  constructor(
    private readonly devices: Devices,
    private readonly once: Once,
  ) {}

  /** Lists the sessions of the caller: this one first, then the newest. A page has 100, or fewer with `limit`. */
  @Get()
  @Answers([SessionView], { errors: ['request.invalid'], meta: NextMeta })
  async all(@Me() me: Caller, @Query() query: ListSessionsDto) {
    const { sessions, next } = await this.devices.of(me, query);
    return success(sessions, { next });
  }

  /** Signs out all other devices of the caller: their tokens are refused and their sockets are closed. */
  @Delete()
  @Answers(EndedSessionsView)
  async endOthers(@Me() me: Caller) {
    return success({ ended: await this.devices.signOutOthers(me) });
  }

  /** Signs out one device of the caller: its tokens are refused and its sockets are closed. */
  @Delete(':session')
  @Answers(null, { keyed: true, errors: ['session.not_found'] })
  async end(@Me() me: Caller, @Param('session') sessionId: string, @Keyed() request: KeyedRequest | null) {
    const there = { userId: me.userId, sessionId };
    const ended = await this.once.answer<boolean>(request, (keep) => this.devices.signOut(there, keep));
    if (!ended) throw new AppError('session.not_found');
    return success();
  }
}

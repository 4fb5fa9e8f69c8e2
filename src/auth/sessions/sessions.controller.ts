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

  /** Where the caller is signed in: this device first, then the newest; 100 a page, or fewer with `limit`. */
  @Get()
  @Answers([SessionView], { errors: ['request.invalid'], meta: NextMeta })
  async all(@Me() me: Caller, @Query() query: ListSessionsDto) {
    const { sessions, next } = await this.devices.of(me, query);
    return success(sessions, { next });
  }

  /** Signs all other devices of the caller out: their tokens and sockets are good for nothing from here on. */
  @Delete()
  @Answers(EndedSessionsView)
  async endOthers(@Me() me: Caller) {
    return success({ ended: await this.devices.signOutOthers(me) });
  }

  /** Signs one of the caller's devices out: its tokens and sockets are good for nothing from here on. */
  @Delete(':session')
  @Answers(null, { keyed: true, errors: ['session.not_found'] })
  async end(@Me() me: Caller, @Param('session') sessionId: string, @Keyed() request: KeyedRequest | null) {
    const there = { userId: me.userId, sessionId };
    const ended = await this.once.answer<boolean>(request, (keep) => this.devices.signOut(there, keep));
    if (!ended) throw new AppError('session.not_found');
    return success();
  }
}

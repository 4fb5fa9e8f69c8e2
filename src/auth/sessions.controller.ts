import { Controller, Delete, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { SessionView } from '../contract/auth.view.js';
import { success } from '../contract/envelope.js';
import { AppError } from '../platform/errors/app-error.js';
import { type KeyedRequest, Once } from '../platform/database/once.js';
import { Answers } from '../platform/http/answers.js';
import { type Caller, Me } from '../platform/http/caller.js';
import { Keyed } from '../platform/http/keyed.js';
import { Devices } from './devices.js';

@ApiTags('auth')
@Controller('api/me/sessions')
export class SessionsController {
  constructor(
    private readonly devices: Devices,
    private readonly once: Once,
  ) {}

  /** Where the caller is signed in: this device first, then the newest; up to 100. */
  @Get()
  @Answers([SessionView])
  async all(@Me() me: Caller) {
    return success(await this.devices.of(me));
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

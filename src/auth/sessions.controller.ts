import { Controller, Delete, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { SessionView } from '../contract/auth.view.js';
import { success } from '../contract/envelope.js';
import { AppError } from '../platform/errors/app-error.js';
import { Answers } from '../platform/http/answers.js';
import { type Caller, Me } from '../platform/http/caller.js';
import { Devices } from './devices.js';

@ApiTags('auth')
@Controller('api/me/sessions')
export class SessionsController {
  constructor(private readonly devices: Devices) {}

  /** Where the caller is signed in: this device first, then the newest; up to 100. */
  @Get()
  @Answers([SessionView])
  async all(@Me() me: Caller) {
    return success(await this.devices.of(me));
  }

  /** Signs one of the caller's devices out: its tokens and sockets are good for nothing from here on. */
  @Delete(':session')
  @Answers(null, { errors: ['session.not_found'] })
  async end(@Me() me: Caller, @Param('session') sessionId: string) {
    if (!(await this.devices.signOut({ userId: me.userId, sessionId }))) throw new AppError('session.not_found');
    return success();
  }
}

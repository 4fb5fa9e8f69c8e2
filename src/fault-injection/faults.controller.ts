import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { success } from '../contract/envelope.js';
import { FaultsDto } from '../contract/dto/faults.dto.js';
import { FaultsView } from '../contract/views/faults.view.js';
import { Answers } from '../platform/http/docs/answers.js';
import { type Caller, Me } from '../platform/http/caller.js';
import { Faults } from './faults.js';

@ApiTags('faults')
@Controller('api/dev/faults')
export class FaultsController {
  constructor(private readonly faults: Faults) {}

  /** Sets the faults of the caller's session. They replace those set before and end after an hour. In production this call does not exist. */
  @Post()
  @HttpCode(200)
  @Answers(FaultsView, { errors: ['request.invalid'] })
  set(@Me() me: Caller, @Body() faults: FaultsDto) {
    return success(this.faults.set(me.sessionId, faults));
  }

  /** The faults of the caller's session, and how often each has happened. */
  @Get()
  @Answers(FaultsView)
  show(@Me() me: Caller) {
    return success(this.faults.view(me.sessionId));
  }

  /** Removes all faults of the caller's session. */
  @Delete()
  @Answers(null)
  lift(@Me() me: Caller) {
    this.faults.lift(me.sessionId);
    return success();
  }
}

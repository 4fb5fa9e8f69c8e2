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

  /** Lets things go wrong for the caller's session from here on, in place of what was set before; there is no such call in production. */
  @Post()
  @HttpCode(200)
  @Answers(FaultsView, { errors: ['request.invalid'] })
  set(@Me() me: Caller, @Body() faults: FaultsDto) {
    return success(this.faults.set(me.sessionId, faults));
  }

  /** What goes wrong for the caller's session, and how often it did. */
  @Get()
  @Answers(FaultsView)
  show(@Me() me: Caller) {
    return success(this.faults.view(me.sessionId));
  }

  /** Lets nothing go wrong any more. */
  @Delete()
  @Answers(null)
  lift(@Me() me: Caller) {
    this.faults.lift(me.sessionId);
    return success();
  }
}

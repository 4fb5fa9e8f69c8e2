import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { success } from '../../contract/envelope.js';
import { UnreadTotalsView } from '../../contract/views/reading.view.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { type Caller, Me } from '../../platform/http/caller.js';
import { UnreadTotals } from './unread-totals.js';

@ApiTags('chats')
@Controller('api/me')
export class BadgeController {
  constructor(private readonly totals: UnreadTotals) {}

  /** How much is unread in all the caller's chats, muted ones apart: for a badge. */
  @Get('unread')
  @Answers(UnreadTotalsView)
  async unread(@Me() me: Caller) {
    return success(await this.totals.of(me.userId));
  }
}

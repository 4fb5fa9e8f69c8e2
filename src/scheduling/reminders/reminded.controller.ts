import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { NextMeta, success } from '../../contract/envelope.js';
import { CursorDto } from '../../contract/dto/history.dto.js';
import { ReminderView } from '../../contract/views/scheduling.view.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { type Caller, Me } from '../../platform/http/caller.js';
import { ReminderList } from './reminder-list.js';

@ApiTags('messages')
@Controller('api/reminders')
export class RemindedController {
  constructor(private readonly list: ReminderList) {}

  /** What the caller wants to be reminded of, or was, in all their chats, the soonest first. */
  @Get()
  @Answers([ReminderView], { errors: ['request.invalid'], meta: NextMeta })
  async all(@Me() me: Caller, @Query() query: CursorDto) {
    const { data, meta } = await this.list.page(me.userId, query);
    return success(data, meta);
  }
}

import { Body, Controller, Delete, Get, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { NextMeta, success } from '../../contract/envelope.js';
import { ReminderDto } from '../../contract/dto/scheduling.dto.js';
import { ReminderStateView, ReminderView, UnremindedView } from '../../contract/views/scheduling.view.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { type Caller, Me } from '../../platform/http/caller.js';
import { ReminderList, Reminders } from './reminders.js';
import { CursorDto } from '../../contract/dto/message.dto.js';

@ApiTags('messages')
@Controller('api/chats/:chat/messages/:message/reminder')
export class RemindersController {
  constructor(private readonly reminders: Reminders) {}

  /** Sets a reminder of a message for the caller, in place of an earlier one. */
  @Put()
  @Answers(ReminderStateView, {
    errors: ['request.invalid', 'chat.not_found', 'message.not_found', 'message.deleted', 'reminder.too_many'],
  })
  async set(
    @Me() me: Caller,
    @Param('chat') chatId: string,
    @Param('message') messageId: string,
    @Body() { remindAt }: ReminderDto,
  ) {
    return success(await this.reminders.set(me.userId, chatId, messageId, remindAt));
  }

  /** Removes the caller's reminder of a message, before or after it is due. */
  @Delete()
  @Answers(UnremindedView, { errors: ['chat.not_found', 'message.not_found'] })
  async remove(@Me() me: Caller, @Param('chat') chatId: string, @Param('message') messageId: string) {
    return success(await this.reminders.remove(me.userId, chatId, messageId));
  }
}

@ApiTags('messages')
@Controller('api/reminders')
export class RemindedController {
  constructor(private readonly list: ReminderList) {}

  /** The caller's reminders in all their chats, also those that were due already, the earliest first. */
  @Get()
  @Answers([ReminderView], { errors: ['request.invalid'], meta: NextMeta })
  async all(@Me() me: Caller, @Query() query: CursorDto) {
    const { data, meta } = await this.list.page(me.userId, query);
    return success(data, meta);
  }
}

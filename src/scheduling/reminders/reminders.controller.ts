import { Body, Controller, Delete, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { success } from '../../contract/envelope.js';
import { ReminderDto } from '../../contract/dto/scheduling.dto.js';
import { ReminderStateView, UnremindedView } from '../../contract/views/scheduling.view.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { type Caller, Me } from '../../platform/http/caller.js';
import { Reminders } from './reminders.js';

@ApiTags('messages')
@Controller('api/chats/:chat/messages/:message/reminder')
export class RemindersController {
  constructor(private readonly reminders: Reminders) {}

  /** Reminds the caller of a message at a time, in place of an earlier one. */
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

  /** Takes the caller's reminder of a message away, be it due or yet to come. */
  @Delete()
  @Answers(UnremindedView, { errors: ['chat.not_found', 'message.not_found'] })
  async remove(@Me() me: Caller, @Param('chat') chatId: string, @Param('message') messageId: string) {
    return success(await this.reminders.remove(me.userId, chatId, messageId));
  }
}

import { Controller, Delete, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { success } from '../../contract/envelope.js';
import { ClearedChatView } from '../../contract/views/preferences.view.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { type Caller, Me } from '../../platform/http/caller.js';
import { Clearings } from './clearings.js';

@ApiTags('messages')
@Controller('api/chats/:chat')
export class ClearingController {
  constructor(private readonly clearings: Clearings) {}

  /** Deletes all that was said in the chat so far, for the caller alone. */
  @Delete('history')
  @Answers(ClearedChatView, { errors: ['chat.not_found', 'overloaded'] })
  async clear(@Me() me: Caller, @Param('chat') chatId: string) {
    return success(await this.clearings.clear(me.userId, chatId));
  }
}

import { Controller, Delete, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { ExplainUnreadDto, ListParticipantsDto } from '../../contract/dto/chat.dto.js';
import { ListMeta, success } from '../../contract/envelope.js';
import { ClearedChatView } from '../../contract/views/chat.view.js';
import { ReceiptsView, UnreadView } from '../../contract/views/reading.view.js';
import { type Caller, Me } from '../../platform/http/caller.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { Clearings } from './clearings.js';
import { Receipts } from './receipts.js';
import { Unread } from './unread.js';

@ApiTags('messages')
@Controller('api/chats/:chat')
export class ReadingController {
  constructor(
    private readonly unread: Unread,
    private readonly receipts: Receipts,
  ) {}

  /** What is unread for the caller; with `explain=true` each message above their mark, and the rule it counts by. */
  @Get('unread')
  @Answers(UnreadView, { errors: ['request.invalid', 'chat.not_found'] })
  async explain(@Me() me: Caller, @Param('chat') chatId: string, @Query() { explain = false }: ExplainUnreadDto) {
    return success(await this.unread.of(me.userId, chatId, explain));
  }

  /** Who has read a message, and whom it has reached. */
  @Get('messages/:message/receipts')
  @Answers(ReceiptsView, { errors: ['request.invalid', 'chat.not_found', 'message.not_found'], meta: ListMeta })
  async show(
    @Me() me: Caller,
    @Param('chat') chatId: string,
    @Param('message') messageId: string,
    @Query() { page = 1, limit = 20 }: ListParticipantsDto,
  ) {
    const { data, hasMore } = await this.receipts.of(me.userId, chatId, messageId, { page, limit });
    return success(data, { page, perPage: limit, hasMore });
  }
}

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

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

  /** How much is unread for the caller. With `explain=true`, also the newest 100 messages above their mark, and why each counts or not. */
  @Get('unread')
  @Answers(UnreadView, { errors: ['request.invalid', 'chat.not_found'] })
  async explain(@Me() me: Caller, @Param('chat') chatId: string, @Query() { explain = false }: ExplainUnreadDto) {
    return success(await this.unread.of(me.userId, chatId, explain));
  }

  /** Who has read a message, and who has received it. */
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

  /** Deletes the history of the chat so far, for the caller alone. */
  @Delete('history')
  @Answers(ClearedChatView, { errors: ['chat.not_found', 'overloaded'] })
  async clear(@Me() me: Caller, @Param('chat') chatId: string) {
    return success(await this.clearings.clear(me.userId, chatId));
  }
}

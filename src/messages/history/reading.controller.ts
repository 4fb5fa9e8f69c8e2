import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { ExplainUnreadDto, ListParticipantsDto } from '../../contract/dto/chat.dto.js';
import { ListMeta, success } from '../../contract/envelope.js';
import { ReceiptsView, UnreadView } from '../../contract/views/reading.view.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { type Caller, Me } from '../../platform/http/caller.js';
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

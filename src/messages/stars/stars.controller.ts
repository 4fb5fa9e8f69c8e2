import { Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { NextMeta, success } from '../../contract/envelope.js';
import { MessageView } from '../../contract/views/message.view.js';
import type { KeyedRequest } from '../../platform/database/once.js';
import { Answers, Documented } from '../../platform/http/docs/answers.js';
import { type Caller, Me } from '../../platform/http/caller.js';
import { Keyed } from '../../platform/http/input/idempotency.js';
import { StarredList, Stars } from './stars.js';
import { CursorDto } from '../../contract/dto/message.dto.js';

@ApiTags('messages')
@Controller('api/chats/:chat/messages/:message')
export class StarsController {
  constructor(private readonly stars: Stars) {}

  /** Stars or unstars a message for the caller. Answers a list with this one message. */
  @Post('starred/:participant')
  @Documented()
  @HttpCode(200)
  @Answers([MessageView], {
    keyed: true,
    errors: ['chat.not_found', 'message.not_found', 'message.deleted', 'participant.not_you'],
  })
  async toggle(
    @Me() me: Caller,
    @Param('chat') chatId: string,
    @Param('message') messageId: string,
    @Param('participant') participantId: string,
    @Keyed() request: KeyedRequest | null,
  ) {
    return success([await this.stars.toggle(me.userId, chatId, { messageId, participantId }, request)]);
  }

  /** Stars a message for the caller. */
  @Put('star')
  @Answers(MessageView, { errors: ['chat.not_found', 'message.not_found', 'message.deleted'] })
  async star(@Me() me: Caller, @Param('chat') chatId: string, @Param('message') messageId: string) {
    return success(await this.stars.star(me.userId, chatId, messageId, true));
  }

  /** Removes the caller's star from a message. */
  @Delete('star')
  @Answers(MessageView, { errors: ['chat.not_found', 'message.not_found'] })
  async unstar(@Me() me: Caller, @Param('chat') chatId: string, @Param('message') messageId: string) {
    return success(await this.stars.star(me.userId, chatId, messageId, false));
  }
}

@ApiTags('messages')
@Controller('api/starred')
export class StarredController {
  constructor(private readonly list: StarredList) {}

  /** The messages that the caller has starred in all their chats, the latest star first. */
  @Get()
  @Answers([MessageView], { errors: ['request.invalid'], meta: NextMeta })
  async all(@Me() me: Caller, @Query() query: CursorDto) {
    const { data, meta } = await this.list.page(me.userId, query);
    return success(data, meta);
  }
}

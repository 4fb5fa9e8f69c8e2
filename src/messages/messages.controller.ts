import { Controller, Get, Headers, Param, Post, Query, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { PageMeta, success } from '../contract/envelope.js';
import { HistoryDto, SearchMessagesDto, SendMessageDto } from '../contract/dto/message.dto.js';
import { MessageView } from '../contract/views/message.view.js';
import { Answers, Documented } from '../platform/http/docs/answers.js';
import { type Caller, Me } from '../platform/http/caller.js';
import { chosenId, IDEMPOTENCY_KEY, markReplayed } from '../platform/http/input/idempotency.js';
import { STREAMS_BODY } from '../platform/http/bodies/streamed.js';
import { IsHeavy } from '../platform/load/allowances.js';
import { History } from './history/history.js';
import { MessagesService } from './send/messages.service.js';
import { SendForms } from './send/send-forms.js';
import { REFUSED_FILES, REFUSED_SENDS } from './send/append-messages.js';

@ApiTags('messages')
@Controller('api/chats/:chat')
export class MessagesController {
  constructor(
    private readonly forms: SendForms,
    private readonly messages: MessagesService,
    private readonly history: History,
  ) {}

  /** Sends a message: a text, media or files, places or people, a poll. A client-chosen id makes a retry safe. */
  @Post('messages')
  @Documented(SendMessageDto)
  @RouteConfig(STREAMS_BODY)
  @ApiBody({ type: SendMessageDto })
  @Answers(MessageView, {
    status: 201,
    replayable: true,
    errors: [...REFUSED_SENDS, ...REFUSED_FILES],
  })
  async send(
    @Me() me: Caller,
    @Param('chat') chatId: string,
    @Headers(IDEMPOTENCY_KEY) key: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { message, replayed } = await this.forms.receive(request, { me, chatId, dto: SendMessageDto }, (draft) =>
      this.messages.send(me.userId, chatId, { ...draft, id: chosenId(draft.id, key) }),
    );
    if (replayed) markReplayed(reply);
    return success(message);
  }

  /** A page of the chat's messages, newest first. */
  @Get('messages')
  @Documented(HistoryDto)
  @Answers([MessageView], { errors: ['request.invalid', 'chat.not_found'], meta: PageMeta })
  async page(@Me() me: Caller, @Param('chat') chatId: string, @Query() query: HistoryDto) {
    const { data, meta } = await this.history.page(me.userId, chatId, query);
    return success(data, meta);
  }

  /** One message. */
  @Get('messages/:message')
  @Answers(MessageView, { errors: ['chat.not_found', 'message.not_found'] })
  async show(@Me() me: Caller, @Param('chat') chatId: string, @Param('message') messageId: string) {
    return success(await this.history.one(me.userId, chatId, messageId));
  }

  /** Messages of the chat that contain a text, newest first. */
  @Get('search-messages')
  @IsHeavy('search')
  @Documented(SearchMessagesDto)
  @Answers([MessageView], { errors: ['request.invalid', 'chat.not_found'], meta: PageMeta })
  async search(@Me() me: Caller, @Param('chat') chatId: string, @Query() query: SearchMessagesDto) {
    const { data, meta } = await this.history.search(me.userId, chatId, query);
    return success(data, meta);
  }
}

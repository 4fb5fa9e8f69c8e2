import { applyDecorators, Controller, Get, Headers, Param, Post, Query, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { PageMeta, SearchMeta, success } from '../contract/envelope.js';
import { HistoryDto, SearchMessagesDto, SendMediaMessageDto, SendMessageDto } from '../contract/dto/message.dto.js';
import { FoundMessageView, MessageView } from '../contract/views/message.view.js';
import { Answers, Documented } from '../platform/http/docs/answers.js';
import { type Caller, Me } from '../platform/http/caller.js';
import { chosenId, IDEMPOTENCY_KEY, markReplayed } from '../platform/http/input/idempotency.js';
import { STREAMS_BODY } from '../platform/http/bodies/streamed.js';
import { IsHeavy } from '../platform/load/allowances.js';
import { History } from './history/history.js';
import { ChatSearch } from './search/chat-search.js';
import { MessagesService } from './send/messages.service.js';
import { SendForms } from './send/send-forms.js';
import { REFUSED_FILES, REFUSED_SENDS } from './send/append-messages.js';

type SendDto = typeof SendMessageDto | typeof SendMediaMessageDto;

/** The parts of an HTTP request that sends a message. */
interface SendCall {
  me: Caller;
  chatId: string;
  /** The header `Idempotency-Key`. */
  key: string | undefined;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** The decorators of both calls that send a message. The body may be a form with files. @param dto the class of the body */
const Sends = (dto: SendDto): MethodDecorator =>
  applyDecorators(
    Documented(dto),
    RouteConfig(STREAMS_BODY),
    ApiBody({ type: dto }),
    Answers(MessageView, { status: 201, replayable: true, errors: [...REFUSED_SENDS, ...REFUSED_FILES] }),
  );

@ApiTags('messages')
@Controller('api/chats/:chat')
export class MessagesController {
  constructor(
    private readonly forms: SendForms,
    private readonly messages: MessagesService,
    private readonly history: History,
    private readonly chatSearch: ChatSearch,
  ) {}

  /** Sends a message: text, media or files, locations or contacts, or a poll, with data of an app. An id chosen by the client makes a retry safe. */
  @Post('messages')
  @Sends(SendMessageDto)
  async send(
    @Me() me: Caller,
    @Param('chat') chatId: string,
    @Headers(IDEMPOTENCY_KEY) key: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.receive(SendMessageDto, { me, chatId, key, request, reply });
  }

  /** Sends a message with media: a URL, an object, an earlier upload, a list of these, or files of a form. */
  @Post('media-messages')
  @Sends(SendMediaMessageDto)
  async sendMedia(
    @Me() me: Caller,
    @Param('chat') chatId: string,
    @Headers(IDEMPOTENCY_KEY) key: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.receive(SendMediaMessageDto, { me, chatId, key, request, reply });
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

  /** Messages of the chat that contain a text, newest first. An answer reads a bounded number of messages: follow `meta.next` until it is null. */
  @Get('search-messages')
  @IsHeavy('search')
  @Documented(SearchMessagesDto)
  @Answers([FoundMessageView], { errors: ['request.invalid', 'chat.not_found', 'overloaded'], meta: SearchMeta })
  async search(@Me() me: Caller, @Param('chat') chatId: string, @Query() query: SearchMessagesDto) {
    const { data, meta } = await this.chatSearch.page(me.userId, chatId, query);
    return success(data, meta);
  }

  private async receive(dto: SendDto, { me, chatId, key, request, reply }: SendCall) {
    const { message, replayed } = await this.forms.receive(request, { me, chatId, dto }, (draft) =>
      this.messages.send(me.userId, chatId, { ...draft, id: chosenId(draft.id, key) }),
    );
    if (replayed) markReplayed(reply);
    return success(message);
  }
}

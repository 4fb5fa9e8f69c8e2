import { Body, Controller, Get, Headers, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { CreateChatDto, ListChatsDto } from '../contract/dto/chat.dto.js';
import { ChatView } from '../contract/views/chat.view.js';
import { NextMeta, success } from '../contract/envelope.js';
import { AppError } from '../platform/errors/app-error.js';
import { Answers, Documented } from '../platform/http/docs/answers.js';
import { type Caller, Me } from '../platform/http/caller.js';
import { chosenId, IDEMPOTENCY_KEY, markReplayed } from '../platform/http/input/idempotency.js';
import { IsHeavy } from '../platform/load/allowances.js';
import { sendWritten } from '../platform/http/bodies/streamed.js';
import { Profiles } from '../users/profiles.js';
import { ChatList } from './list/chat-list.js';
import { ChatsService } from './chats.service.js';

@ApiTags('chats')
@Controller('api/chats')
export class ChatsController {
  constructor(
    private readonly chats: ChatsService,
    private readonly list: ChatList,
    private readonly profiles: Profiles,
  ) {}

  /** The caller's chats, pinned first, then newest activity first. */
  @Get()
  @IsHeavy('list')
  @Documented(ListChatsDto)
  @Answers([ChatView], { errors: ['request.invalid'], meta: NextMeta })
  async all(
    @Me() me: Caller,
    @Query() query: ListChatsDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { data, meta } = await this.list.page(me.userId, query);
    return sendWritten(reply, data, meta);
  }

  /** Starts a chat. One other person and no title make a direct chat: it is created (201), or found if it exists (200). */
  @Post()
  @Answers(ChatView, { status: 200 })
  @Answers(ChatView, {
    status: 201,
    replayable: true,
    errors: ['request.invalid', 'user.not_found', 'user.invite_only', 'chat.id_taken'],
  })
  async start(
    @Me() me: Caller,
    @Body() wanted: CreateChatDto,
    @Headers(IDEMPOTENCY_KEY) key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.profiles.mustKnow(me.userId, wanted.participants);
    const { chatId, outcome } = await this.chats.start(me.userId, { ...wanted, id: chosenId(wanted.id, key) });
    if (outcome === 'found') void reply.status(200);
    if (outcome === 'replayed') markReplayed(reply);
    return success(await this.mine(me, chatId));
  }

  /** One chat. */
  @Get(':chat')
  @Answers(ChatView, { errors: ['chat.not_found'] })
  async show(@Me() me: Caller, @Param('chat') chatId: string) {
    return success(await this.mine(me, chatId));
  }

  private async mine(me: Caller, chatId: string): Promise<ChatView> {
    const chat = await this.list.one(me.userId, chatId);
    if (!chat) throw new AppError('chat.not_found');
    return chat;
  }
}

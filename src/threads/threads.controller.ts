import { Controller, Delete, Get, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { ChatList } from '../chats/list/chat-list.js';
import { ListParticipantsDto } from '../contract/dto/chat.dto.js';
import { ChatView, ThreadView } from '../contract/views/chat.view.js';
import { ListMeta, success } from '../contract/envelope.js';
import { AppError } from '../platform/errors/app-error.js';
import { Answers } from '../platform/http/docs/answers.js';
import { type Caller, Me } from '../platform/http/caller.js';
import { ThreadList, Threads } from './threads.js';

@ApiTags('threads')
@Controller('api/chats/:chat')
export class ThreadsController {
  constructor(
    private readonly threads: Threads,
    private readonly list: ThreadList,
    private readonly chats: ChatList,
  ) {}

  /** Follows the thread about a message, and creates it if there is none. Answers the thread, which is a chat. */
  @Put('messages/:message/thread')
  @Answers(ChatView, {
    errors: [
      'chat.not_found',
      'message.not_found',
      'message.deleted',
      'chat.blocked',
      'thread.in_thread',
      'thread.removed',
      'overloaded',
    ],
  })
  async follow(@Me() me: Caller, @Param('chat') chatId: string, @Param('message') messageId: string) {
    const threadId = await this.threads.follow(me.userId, chatId, messageId);
    const thread = await this.chats.one(me.userId, threadId);
    if (!thread) throw new AppError('chat.not_found');
    return success(thread);
  }

  /** Unfollows the thread about a message. */
  @Delete('messages/:message/thread')
  @Answers(null, { errors: ['chat.not_found', 'message.not_found', 'overloaded'] })
  async unfollow(@Me() me: Caller, @Param('chat') chatId: string, @Param('message') messageId: string) {
    await this.threads.unfollow(me.userId, chatId, messageId);
    return success();
  }

  /** The threads of a chat, newest activity first. */
  @Get('threads')
  @Answers([ThreadView], { errors: ['request.invalid', 'chat.not_found'], meta: ListMeta })
  async all(@Me() me: Caller, @Param('chat') chatId: string, @Query() { page = 1, limit = 20 }: ListParticipantsDto) {
    const { data, hasMore } = await this.list.page(me.userId, chatId, page, limit);
    return success(data, { page, perPage: limit, hasMore });
  }
}

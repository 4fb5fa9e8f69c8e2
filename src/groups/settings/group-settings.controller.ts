import { Body, Controller, Delete, Param, Patch, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { ChatList } from '../../chats/list/chat-list.js';
import { MessageLifetimeDto } from '../../contract/dto/chat.dto.js';
import { GroupSettingsDto } from '../../contract/dto/group.dto.js';
import { success } from '../../contract/envelope.js';
import { ChatView } from '../../contract/views/chat.view.js';
import { AppError } from '../../platform/errors/app-error.js';
import { type Caller, Me } from '../../platform/http/caller.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { GroupSettings, MessageLifetimes } from './group-settings.js';

@ApiTags('groups')
@Controller('api/chats/:chat')
export class GroupSettingsController {
  constructor(
    private readonly settings: GroupSettings,
    private readonly chats: ChatList,
  ) {}

  /** Changes the given settings of a group: title, avatar, description, history, data. Only its owner and admins may. `data` alone: any chat. */
  @Patch()
  @Answers(ChatView, {
    errors: [
      'request.invalid',
      'chat.not_found',
      'chat.is_direct',
      'chat.is_thread',
      'chat.not_admin',
      'chat.blocked',
      'media.not_found',
    ],
  })
  async change(@Me() me: Caller, @Param('chat') chatId: string, @Body() settings: GroupSettingsDto) {
    await this.settings.change(me.userId, chatId, settings);
    const chat = await this.chats.one(me.userId, chatId);
    if (!chat) throw new AppError('chat.not_found');
    return success(chat);
  }
}

const ERRORS = ['chat.not_found', 'chat.blocked', 'chat.not_admin', 'overloaded'] as const;

@ApiTags('chats')
@Controller('api/chats/:chat/message-lifetime')
export class MessageLifetimeController {
  constructor(
    private readonly lifetimes: MessageLifetimes,
    private readonly chats: ChatList,
  ) {}

  /** Sets after how many seconds new messages expire, for everybody. In a group and its threads only its owner and admins may. */
  @Put()
  @Answers(ChatView, { errors: ['request.invalid', ...ERRORS] })
  async set(@Me() me: Caller, @Param('chat') chatId: string, @Body() { seconds }: MessageLifetimeDto) {
    await this.lifetimes.set(me.userId, chatId, seconds);
    return this.shown(me, chatId);
  }

  /** Removes the lifetime of new messages. Messages that were sent before still expire. */
  @Delete()
  @Answers(ChatView, { errors: [...ERRORS] })
  async unset(@Me() me: Caller, @Param('chat') chatId: string) {
    await this.lifetimes.set(me.userId, chatId, null);
    return this.shown(me, chatId);
  }

  private async shown({ userId }: Caller, chatId: string) {
    const chat = await this.chats.one(userId, chatId);
    if (!chat) throw new AppError('chat.not_found');
    return success(chat);
  }
}

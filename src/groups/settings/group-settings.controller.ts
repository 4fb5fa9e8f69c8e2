import { Body, Controller, Param, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { ChatList } from '../../chats/list/chat-list.js';
import { ChatView } from '../../contract/views/chat.view.js';
import { success } from '../../contract/envelope.js';
import { GroupSettingsDto } from '../../contract/dto/group.dto.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { type Caller, Me } from '../../platform/http/caller.js';
import { AppError } from '../../platform/errors/app-error.js';
import { GroupSettings } from './group-settings.js';

@ApiTags('groups')
@Controller('api/chats/:chat')
export class GroupSettingsController {
  constructor(
    private readonly settings: GroupSettings,
    private readonly chats: ChatList,
  ) {}

  /** Changes what is given of a group's title, avatar, description and history, which its owner and admins may. */
  @Patch()
  @Answers(ChatView, {
    errors: [
      'request.invalid',
      'chat.not_found',
      'chat.is_direct',
      'chat.is_thread',
      'chat.not_admin',
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

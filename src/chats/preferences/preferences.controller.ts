import { Body, Controller, Delete, Get, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { success } from '../../contract/envelope.js';
import { DraftDto, DropDraftDto, MuteDto } from '../../contract/dto/chat.dto.js';
import { DraftStateView, MarkedUnreadView, MuteView } from '../../contract/views/chat.view.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { type Caller, Me } from '../../platform/http/caller.js';
import { Drafts } from './drafts.js';
import { Mutes } from './mutes.js';
import { MarkedUnread } from './marked-unread.js';

@ApiTags('chats')
@Controller('api/chats/:chat')
export class PreferencesController {
  constructor(
    private readonly mutes: Mutes,
    private readonly markedUnread: MarkedUnread,
    private readonly drafts: Drafts,
  ) {}

  /** Mutes the chat for the caller, until a time or without end. */
  @Put('mute')
  @Answers(MuteView, { errors: ['request.invalid', 'chat.not_found'] })
  async mute(@Me() me: Caller, @Param('chat') chatId: string, @Body() { until }: MuteDto) {
    return success(await this.mutes.mute(me.userId, chatId, until));
  }

  /** Unmutes the chat for the caller. If messages came since it was archived, it is no longer archived. */
  @Delete('mute')
  @Answers(MuteView, { errors: ['chat.not_found'] })
  async unmute(@Me() me: Caller, @Param('chat') chatId: string) {
    return success(await this.mutes.unmute(me.userId, chatId));
  }

  /** Marks the chat as unread for the caller. Their read mark does not move. */
  @Put('marked-unread')
  @Answers(MarkedUnreadView, { errors: ['chat.not_found', 'overloaded'] })
  async markUnread(@Me() me: Caller, @Param('chat') chatId: string) {
    return success(await this.markedUnread.set(me.userId, chatId, true));
  }

  /** Removes the caller's unread mark of the chat. Reading the chat or sending a message removes it, too. */
  @Delete('marked-unread')
  @Answers(MarkedUnreadView, { errors: ['chat.not_found', 'overloaded'] })
  async unmarkUnread(@Me() me: Caller, @Param('chat') chatId: string) {
    return success(await this.markedUnread.set(me.userId, chatId, false));
  }

  /** The draft of the caller in the chat. */
  @Get('draft')
  @Answers(DraftStateView, { errors: ['chat.not_found'] })
  async draft(@Me() me: Caller, @Param('chat') chatId: string) {
    return success(await this.drafts.show(me.userId, chatId));
  }

  /** Stores the draft of the caller, unless another of their devices has changed it since `version`. */
  @Put('draft')
  @Answers(DraftStateView, {
    errors: ['request.invalid', 'chat.not_found', 'message.reply_not_found', 'draft.conflict'],
  })
  async write(@Me() me: Caller, @Param('chat') chatId: string, @Body() draft: DraftDto) {
    return success(await this.drafts.write(me.userId, chatId, draft));
  }

  /** Removes the draft of the caller, unless another of their devices has changed it since `version`. */
  @Delete('draft')
  @Answers(DraftStateView, { errors: ['request.invalid', 'chat.not_found', 'draft.conflict'] })
  async drop(@Me() me: Caller, @Param('chat') chatId: string, @Query() { version }: DropDraftDto) {
    return success(await this.drafts.write(me.userId, chatId, { message: '', version }));
  }
}

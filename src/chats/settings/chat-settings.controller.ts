import { Controller, Delete, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { ArchiveView, PinView } from '../../contract/views/chat.view.js';
import { success } from '../../contract/envelope.js';
import { type KeyedRequest, Once } from '../../platform/database/once.js';
import { Answers, Documented } from '../../platform/http/docs/answers.js';
import { type Caller, Me } from '../../platform/http/caller.js';
import { Keyed } from '../../platform/http/input/idempotency.js';
import { ChatSettings } from './chat-settings.js';

@ApiTags('chats')
@Controller('api/chats/:chat')
export class ChatSettingsController {
  constructor(
    private readonly settings: ChatSettings,
    private readonly once: Once,
  ) {}

  /** Pins the chat for the caller, or unpins it. */
  @Post('toggle-pin')
  @Documented()
  @HttpCode(200)
  @Answers(PinView, { keyed: true, errors: ['chat.not_found'] })
  async togglePin(@Me() me: Caller, @Param('chat') chatId: string, @Keyed() request: KeyedRequest | null) {
    return success(await this.once.answer(request, (keep) => this.settings.pin(me.userId, chatId, undefined, keep)));
  }

  /** Pins the chat for the caller. */
  @Put('pin')
  @Answers(PinView, { errors: ['chat.not_found'] })
  async pin(@Me() me: Caller, @Param('chat') chatId: string) {
    return success(await this.settings.pin(me.userId, chatId, true));
  }

  /** Unpins the chat for the caller. */
  @Delete('pin')
  @Answers(PinView, { errors: ['chat.not_found'] })
  async unpin(@Me() me: Caller, @Param('chat') chatId: string) {
    return success(await this.settings.pin(me.userId, chatId, false));
  }

  /** Archives the chat for the caller, or unarchives it. */
  @Post('toggle-archive')
  @Documented()
  @HttpCode(200)
  @Answers(ArchiveView, { keyed: true, errors: ['chat.not_found'] })
  async toggleArchive(@Me() me: Caller, @Param('chat') chatId: string, @Keyed() request: KeyedRequest | null) {
    return success(
      await this.once.answer(request, (keep) => this.settings.archive(me.userId, chatId, undefined, keep)),
    );
  }

  /** Archives the chat for the caller. */
  @Put('archive')
  @Answers(ArchiveView, { errors: ['chat.not_found'] })
  async archive(@Me() me: Caller, @Param('chat') chatId: string) {
    return success(await this.settings.archive(me.userId, chatId, true));
  }

  /** Unarchives the chat for the caller. */
  @Delete('archive')
  @Answers(ArchiveView, { errors: ['chat.not_found'] })
  async unarchive(@Me() me: Caller, @Param('chat') chatId: string) {
    return success(await this.settings.archive(me.userId, chatId, false));
  }
}

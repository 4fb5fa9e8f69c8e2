import { Controller, Delete, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { success } from '../../contract/envelope.js';
import type { ErrorCode } from '../../contract/errors.js';
import { MessageView } from '../../contract/views/message.view.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { type Caller, Me } from '../../platform/http/caller.js';
import { Pins } from './pins.js';

const REFUSED: ErrorCode[] = ['chat.not_found', 'message.not_found', 'chat.blocked', 'chat.not_admin', 'overloaded'];

@ApiTags('messages')
@Controller('api/chats/:chat')
export class PinsController {
  constructor(private readonly pins: Pins) {}

  /** The pinned messages of the chat, up to 50, the one pinned last first. */
  @Get('pinned-messages')
  @Answers([MessageView], { errors: ['chat.not_found'] })
  async list(@Me() me: Caller, @Param('chat') chatId: string) {
    return success(await this.pins.list(me.userId, chatId));
  }

  /** Pins a message for everybody. In a group and its threads only the owner and admins of the group may; in a direct chat both people. */
  @Put('messages/:message/pin')
  @Answers(MessageView, { errors: [...REFUSED, 'message.deleted', 'pin.too_many'] })
  async pin(@Me() me: Caller, @Param('chat') chatId: string, @Param('message') messageId: string) {
    return success(await this.pins.set(me.userId, chatId, messageId, true));
  }

  /** Unpins a message for everybody. */
  @Delete('messages/:message/pin')
  @Answers(MessageView, { errors: REFUSED })
  async unpin(@Me() me: Caller, @Param('chat') chatId: string, @Param('message') messageId: string) {
    return success(await this.pins.set(me.userId, chatId, messageId, false));
  }
}

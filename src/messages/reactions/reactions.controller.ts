import { Controller, Delete, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { success } from '../../contract/envelope.js';
import type { ErrorCode } from '../../contract/errors.js';
import { MessageView } from '../../contract/views/message.view.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { type Caller, Me } from '../../platform/http/caller.js';
import { Reactions } from './reactions.js';

const REFUSED: ErrorCode[] = [
  'request.invalid',
  'chat.not_found',
  'chat.blocked',
  'message.not_found',
  'message.deleted',
  'reaction.too_many',
  'overloaded',
];

@ApiTags('messages')
@Controller('api/chats/:chat/messages/:message/reactions')
export class ReactionsController {
  constructor(private readonly reactions: Reactions) {}

  /** Puts the caller's emoji on a message; one each of up to 50 different ones. */
  @Put(':emoji')
  @Answers(MessageView, { errors: REFUSED })
  async add(
    @Me() me: Caller,
    @Param('chat') chatId: string,
    @Param('message') messageId: string,
    @Param('emoji') emoji: string,
  ) {
    return success(await this.reactions.set(me.userId, { chatId, messageId, emoji }, true));
  }

  /** Takes the caller's emoji off a message. */
  @Delete(':emoji')
  @Answers(MessageView, { errors: REFUSED.filter((code) => code !== 'reaction.too_many' && code !== 'chat.blocked') })
  async remove(
    @Me() me: Caller,
    @Param('chat') chatId: string,
    @Param('message') messageId: string,
    @Param('emoji') emoji: string,
  ) {
    return success(await this.reactions.set(me.userId, { chatId, messageId, emoji }, false));
  }
}

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

  /** Adds the caller's emoji to a message. A message has up to 50 different emojis; each person may add each of them once. */
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

  /** Removes the caller's emoji from a message. */
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

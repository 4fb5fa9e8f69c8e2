import { Body, Controller, Headers, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { ForwardDto } from '../../contract/dto/message.dto.js';
import { success } from '../../contract/envelope.js';
import { MessageView } from '../../contract/views/message.view.js';
import { type Caller, Me } from '../../platform/http/caller.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { chosenId, IDEMPOTENCY_KEY, markReplayed } from '../../platform/http/input/idempotency.js';
import { Forwards } from './forwards.js';

@ApiTags('messages')
@Controller('api/chats/:chat')
export class ForwardsController {
  constructor(private readonly forwards: Forwards) {}

  /** Forwards a message to this chat, with its files, its data and its origin. Polls, system messages and messages that expire are refused. */
  @Post('forwarded-messages')
  @Answers(MessageView, {
    status: 201,
    replayable: true,
    errors: [
      'request.invalid',
      'chat.not_found',
      'chat.blocked',
      'message.not_found',
      'message.deleted',
      'message.not_forwardable',
      'message.id_taken',
      'media.not_found',
      'overloaded',
    ],
  })
  async forward(
    @Me() me: Caller,
    @Param('chat') chatId: string,
    @Body() origin: ForwardDto,
    @Headers(IDEMPOTENCY_KEY) key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = { ...origin, id: chosenId(origin.id, key) };
    const { message, replayed } = await this.forwards.forward(me.userId, chatId, asked);
    if (replayed) markReplayed(reply);
    return success(message);
  }
}

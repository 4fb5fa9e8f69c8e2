import { Body, Controller, Headers, Param, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { ForwardDto, SendMediaMessageDto } from '../../contract/dto/message.dto.js';
import { success } from '../../contract/envelope.js';
import { MessageView } from '../../contract/views/message.view.js';
import { STREAMS_BODY } from '../../platform/http/bodies/streamed.js';
import { type Caller, Me } from '../../platform/http/caller.js';
import { Answers, Documented } from '../../platform/http/docs/answers.js';
import { chosenId, IDEMPOTENCY_KEY, markReplayed } from '../../platform/http/input/idempotency.js';
import { REFUSED_FILES, REFUSED_SENDS } from './append-messages.js';
import { Forwards } from './forwards.js';
import { MessagesService } from './messages.service.js';
import { SendForms } from './send-forms.js';

@ApiTags('messages')
@Controller('api/chats/:chat')
export class MediaMessagesController {
  constructor(
    private readonly forms: SendForms,
    private readonly messages: MessagesService,
  ) {}

  /** Sends a message with media: a URL, an object, an earlier upload, a list of those, or files of a form. */
  @Post('media-messages')
  @Documented(SendMediaMessageDto)
  @RouteConfig(STREAMS_BODY)
  @ApiBody({ type: SendMediaMessageDto })
  @Answers(MessageView, {
    status: 201,
    replayable: true,
    errors: [...REFUSED_SENDS, ...REFUSED_FILES],
  })
  async send(
    @Me() me: Caller,
    @Param('chat') chatId: string,
    @Headers(IDEMPOTENCY_KEY) key: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { message, replayed } = await this.forms.receive(request, { me, chatId, dto: SendMediaMessageDto }, (draft) =>
      this.messages.send(me.userId, chatId, { ...draft, id: chosenId(draft.id, key) }),
    );
    if (replayed) markReplayed(reply);
    return success(message);
  }
}

@ApiTags('messages')
@Controller('api/chats/:chat')
export class ForwardsController {
  constructor(private readonly forwards: Forwards) {}

  /** Sends a message of another chat into this one, with its files and where it was said first; not one that disappears. */
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

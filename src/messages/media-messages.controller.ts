import { Controller, Headers, Param, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { ChatAccess } from '../chats/chat-access.js';
import { success } from '../contract/envelope.js';
import { SendMediaMessageDto } from '../contract/message.dto.js';
import { MessageView } from '../contract/message.view.js';
import { Uploads } from '../media/uploads.js';
import { Answers } from '../platform/http/answers.js';
import { STREAMS_BODY } from '../platform/http/bodies.js';
import { type Caller, Me } from '../platform/http/caller.js';
import { chosenId, IDEMPOTENCY_KEY, markReplayed } from '../platform/http/idempotency.js';
import { Documented } from '../platform/http/documented.js';
import { readInput } from '../platform/http/input.js';
import { MessagesService } from './messages.service.js';
import { REFUSED_SENDS } from './send-outcome.js';

@ApiTags('messages')
@Controller('api/chats/:chat')
export class MediaMessagesController {
  constructor(
    private readonly access: ChatAccess,
    private readonly uploads: Uploads,
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
    errors: [...REFUSED_SENDS, 'media.not_found', 'media.too_large', 'media.unsupported'],
  })
  async send(
    @Me() me: Caller,
    @Param('chat') chatId: string,
    @Headers(IDEMPOTENCY_KEY) key: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.access.open(me.userId, chatId); // before the first byte of the body is read
    const { message, replayed } = await this.uploads.receive(request, me, ({ fields, uploads }) => {
      const files = uploads.map(({ id }) => ({ id }));
      const media = files.length > 0 ? [fields.media ?? '', files].flat().filter((item) => item !== '') : fields.media;
      const draft = readInput(SendMediaMessageDto, { ...fields, media });
      return this.messages.send(me.userId, chatId, { ...draft, id: chosenId(draft.id, key) });
    });
    if (replayed) markReplayed(reply);
    return success(message);
  }
}

import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { AppHistoryDto, AppMessageDto, AppMessagesDto } from '../../contract/dto/server.dto.js';
import { PageMeta, success } from '../../contract/envelope.js';
import { MessageView } from '../../contract/views/message.view.js';
import { MessageOutcomeView } from '../../contract/views/server.view.js';
import { REFUSED_FILES, REFUSED_SENDS } from '../../messages/send/append-messages.js';
import { invalid } from '../../platform/errors/app-error.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { chosenId, IDEMPOTENCY_KEY, markReplayed } from '../../platform/http/input/idempotency.js';
import { readInput } from '../../platform/http/input/input.js';
import type { ServerCaller } from '../../platform/http/caller.js';
import { App, ServerCall } from '../../platform/http/server-caller.js';
import { eachOf } from '../batch.js';
import { AppChats } from '../chats/app-chats.js';
import { AppHistory } from './app-history.js';
import { AppSends } from './app-sends.js';

@ApiTags('server: messages')
@Controller('api/server/chats/:chat/messages')
export class ServerMessagesController {
  constructor(
    private readonly sends: AppSends,
    private readonly chats: AppChats,
    private readonly history: AppHistory,
  ) {}

  /** A page of the messages of any chat, newest first, as somebody sees them who has hidden nothing. The audit log records who read it. */
  @Get()
  @ServerCall('messages:read')
  @Answers([MessageView], { errors: ['request.invalid', 'key.scope_missing', 'chat.not_found'], meta: PageMeta })
  async page(@App() app: ServerCaller, @Param('chat') chat: string, @Query() query: AppHistoryDto) {
    const { data, meta } = await this.history.page(app, chat, query);
    return success(data, meta);
  }

  /** Sends a message as the person `as`, with their rights in the chat; without `as` a text of the app itself, of kind `system`. */
  @Post()
  @ServerCall('messages:write')
  @Answers(MessageView, {
    status: 201,
    replayable: true,
    errors: [...REFUSED_SENDS, ...REFUSED_FILES, 'key.scope_missing', 'user.external_id_unknown', 'auth.deactivated'],
  })
  async send(
    @App() app: ServerCaller,
    @Param('chat') chatId: string,
    @Body() message: AppMessageDto,
    @Headers(IDEMPOTENCY_KEY) key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const sent = await this.sends.send(app, chatId, { ...message, id: chosenId(message.id, key) });
    if (sent.replayed) markReplayed(reply);
    return success(sent.message);
  }

  /** Sends up to 100 messages, in order. Each needs an id and is answered by itself; a refused one does not refuse the others. */
  @Post('batch')
  @HttpCode(200)
  @ServerCall('messages:write')
  @Answers([MessageOutcomeView], { errors: ['request.invalid', 'key.scope_missing', 'chat.not_found'] })
  async sendAll(@App() app: ServerCaller, @Param('chat') chatId: string, @Body() { messages }: AppMessagesDto) {
    await this.chats.get(chatId);
    const send = async (item: object): Promise<MessageView> => {
      const message = readInput(AppMessageDto, item);
      if (message.id === undefined) throw invalid('id', 'isUuid', 'id is required in a batch');
      return (await this.sends.send(app, chatId, message)).message;
    };
    return success(await eachOf(messages, send));
  }
}

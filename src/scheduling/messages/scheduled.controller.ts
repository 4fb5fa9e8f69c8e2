import { Body, Controller, Delete, Get, Headers, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { success } from '../../contract/envelope.js';
import { RescheduleMessageDto, ScheduleMessageDto } from '../../contract/dto/scheduling.dto.js';
import { ScheduledMessageView } from '../../contract/views/scheduling.view.js';
import { MessageView } from '../../contract/views/message.view.js';
import { SendForms } from '../../messages/send/send-forms.js';
import { REFUSED_FILES, REFUSED_SENDS } from '../../messages/send/append-messages.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { type Caller, Me } from '../../platform/http/caller.js';
import { chosenId, IDEMPOTENCY_KEY, markReplayed } from '../../platform/http/input/idempotency.js';
import { STREAMS_BODY } from '../../platform/http/bodies/streamed.js';
import { ScheduledChanges } from './scheduled-changes.js';
import { ScheduledList } from './scheduled-list.js';
import { Scheduling } from './scheduling.js';

@ApiTags('messages')
@Controller('api/chats/:chat/scheduled-messages')
export class ScheduledController {
  constructor(
    private readonly forms: SendForms,
    private readonly scheduling: Scheduling,
    private readonly list: ScheduledList,
    private readonly changes: ScheduledChanges,
  ) {}

  /** Schedules a message to be sent at a time, or in some seconds. A retry with the same id answers the scheduled or the sent message. */
  @Post()
  @RouteConfig(STREAMS_BODY)
  @ApiBody({ type: ScheduleMessageDto })
  @Answers(ScheduledMessageView, {
    status: 201,
    or: MessageView,
    replayable: true,
    errors: [...REFUSED_SENDS, ...REFUSED_FILES, 'scheduled.too_many'],
  })
  async schedule(
    @Me() me: Caller,
    @Param('chat') chatId: string,
    @Headers(IDEMPOTENCY_KEY) key: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { view, replayed } = await this.forms.receive(request, { me, chatId, dto: ScheduleMessageDto }, (wanted) =>
      this.scheduling.schedule(me.userId, chatId, { ...wanted, id: chosenId(wanted.id, key) }),
    );
    if (replayed) markReplayed(reply);
    return success(view);
  }

  /** The scheduled messages of the caller in the chat, the next one first. */
  @Get()
  @Answers([ScheduledMessageView], { errors: ['chat.not_found'] })
  async all(@Me() me: Caller, @Param('chat') chatId: string) {
    return success(await this.list.all(me.userId, chatId));
  }

  /** One scheduled message of the caller. */
  @Get(':scheduled')
  @Answers(ScheduledMessageView, { errors: ['chat.not_found', 'scheduled.not_found'] })
  async show(@Me() me: Caller, @Param('chat') chatId: string, @Param('scheduled') id: string) {
    return success(await this.list.one(me.userId, chatId, id));
  }

  /** Changes the text or time of a scheduled message before it is sent. If its send was refused, it is sent again. */
  @Patch(':scheduled')
  @Answers(ScheduledMessageView, {
    errors: [...REFUSED_SENDS, 'scheduled.not_found', 'scheduled.on_its_way'],
  })
  async change(
    @Me() me: Caller,
    @Param('chat') chatId: string,
    @Param('scheduled') id: string,
    @Body() wanted: RescheduleMessageDto,
  ) {
    return success(await this.changes.change(me.userId, chatId, id, wanted));
  }

  /** Cancels a scheduled message. After an answer with success it is never sent. */
  @Delete(':scheduled')
  @Answers(null, { errors: ['chat.not_found', 'scheduled.not_found', 'scheduled.on_its_way'] })
  async cancel(@Me() me: Caller, @Param('chat') chatId: string, @Param('scheduled') id: string) {
    await this.changes.cancel(me.userId, chatId, id);
    return success();
  }
}

import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { ListParticipantsDto } from '../../contract/dto/chat.dto.js';
import { ListMeta, success } from '../../contract/envelope.js';
import { TraceView } from '../../contract/views/trace.view.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { type Caller, Me } from '../../platform/http/caller.js';
import { DeliveryTrace } from './delivery-trace.js';

@ApiTags('messages')
@Controller('api/chats/:chat/messages/:message/trace')
export class TraceController {
  constructor(private readonly traces: DeliveryTrace) {}

  /** How far one's own message came on its way to each of the others. */
  @Get()
  @Answers(TraceView, {
    errors: ['request.invalid', 'chat.not_found', 'message.not_found', 'message.not_yours'],
    meta: ListMeta,
  })
  async show(
    @Me() me: Caller,
    @Param('chat') chatId: string,
    @Param('message') messageId: string,
    @Query() { page = 1, limit = 20 }: ListParticipantsDto,
  ) {
    const { data, hasMore } = await this.traces.page(me.userId, { chatId, messageId }, { page, limit });
    return success(data, { page, perPage: limit, hasMore });
  }
}

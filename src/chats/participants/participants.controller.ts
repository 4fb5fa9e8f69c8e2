import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { ListParticipantsDto, MarkDto } from '../../contract/dto/chat.dto.js';
import { DeliveredView, ParticipantView, ReadView } from '../../contract/views/chat.view.js';
import { ListMeta, success } from '../../contract/envelope.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { type Caller, Me } from '../../platform/http/caller.js';
import { ChatAccess } from '../access/chat-access.js';
import { Marks } from '../read-state/marks.js';
import { Participants } from './participants.js';

@ApiTags('chats')
@Controller('api/chats/:chat')
export class ParticipantsController {
  constructor(
    private readonly access: ChatAccess,
    private readonly participants: Participants,
    private readonly marks: Marks,
  ) {}

  /** Everybody in the chat, in the order they joined. */
  @Get('participants')
  @Answers([ParticipantView], { errors: ['request.invalid', 'chat.not_found'], meta: ListMeta })
  async all(@Me() me: Caller, @Param('chat') id: string, @Query() { page = 1, limit = 20 }: ListParticipantsDto) {
    const { chatId } = await this.access.open(me.userId, id);
    const { data, hasMore } = await this.participants.page(me.userId, chatId, { page, limit });
    return success(data, { page, perPage: limit, hasMore });
  }

  /** Marks everything up to `seq` as read by the caller. */
  @Post('read')
  @HttpCode(200)
  @Answers(ReadView, { errors: ['request.invalid', 'chat.not_found'] })
  async read(@Me() me: Caller, @Param('chat') chatId: string, @Body() { seq }: MarkDto) {
    return success(await this.marks.read(me.userId, chatId, seq));
  }

  /** Marks everything up to `seq` as delivered to one of the caller's devices. */
  @Post('delivered')
  @HttpCode(200)
  @Answers(DeliveredView, { errors: ['request.invalid', 'chat.not_found'] })
  async delivered(@Me() me: Caller, @Param('chat') chatId: string, @Body() { seq }: MarkDto) {
    return success(await this.marks.delivered(me.userId, chatId, seq));
  }
}

import { Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { ListParticipantsDto } from '../../contract/dto/chat.dto.js';
import { ParticipantView } from '../../contract/views/chat.view.js';
import { ListMeta, success } from '../../contract/envelope.js';
import type { ErrorCode } from '../../contract/errors.js';
import { JoinRequestView } from '../../contract/views/group.view.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { type Caller, Me } from '../../platform/http/caller.js';
import { JoinRequests } from './join-requests.js';

const REFUSED: ErrorCode[] = ['chat.not_found', 'chat.is_direct', 'chat.is_thread', 'chat.not_admin'];

@ApiTags('groups')
@Controller('api/chats/:chat/join-requests')
export class JoinRequestsController {
  constructor(private readonly requests: JoinRequests) {}

  /** Who asks to come into a group, the oldest first; for its owner and admins. */
  @Get()
  @Answers([JoinRequestView], { errors: ['request.invalid', ...REFUSED], meta: ListMeta })
  async all(@Me() me: Caller, @Param('chat') chatId: string, @Query() { page = 1, limit = 20 }: ListParticipantsDto) {
    const { data, hasMore } = await this.requests.page(me.userId, chatId, page, limit);
    return success(data, { page, perPage: limit, hasMore });
  }

  /** Lets somebody in who asked to come; answers them as participant. */
  @Post(':user/approve')
  @HttpCode(200)
  @Answers(ParticipantView, { errors: [...REFUSED, 'join.not_found', 'chat.full'] })
  async approve(@Me() me: Caller, @Param('chat') chatId: string, @Param('user') userId: string) {
    return success(await this.requests.approve(me.userId, chatId, userId));
  }

  /** Declines somebody's wish to come; they may still be added. */
  @Delete(':user')
  @Answers(null, { errors: [...REFUSED, 'join.not_found'] })
  async decline(@Me() me: Caller, @Param('chat') chatId: string, @Param('user') userId: string) {
    await this.requests.decline(me.userId, chatId, userId);
    return success();
  }
}

import { Controller, Delete, Get, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { BlockedView, BlockView } from '../../contract/views/user.view.js';
import { ListParticipantsDto } from '../../contract/dto/chat.dto.js';
import { ListMeta, success } from '../../contract/envelope.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { type Caller, Me } from '../../platform/http/caller.js';
import { Blocks } from './blocks.js';

@ApiTags('users')
@Controller('api')
export class BlocksController {
  constructor(private readonly blocks: Blocks) {}

  /** Blocks a user without notifying them. The two cannot send each other direct messages, see each other online or find each other. */
  @Put('users/:user/block')
  @Answers(BlockedView, { errors: ['request.invalid', 'user.not_found', 'overloaded'] })
  async block(@Me() me: Caller, @Param('user') userId: string) {
    return success(await this.blocks.set(me.userId, userId, true));
  }

  /** Unblocks a user. */
  @Delete('users/:user/block')
  @Answers(BlockedView, { errors: ['request.invalid', 'user.not_found', 'overloaded'] })
  async unblock(@Me() me: Caller, @Param('user') userId: string) {
    return success(await this.blocks.set(me.userId, userId, false));
  }

  /** The users whom the caller has blocked, the latest block first. */
  @Get('me/blocks')
  @Answers([BlockView], { errors: ['request.invalid'], meta: ListMeta })
  async all(@Me() me: Caller, @Query() { page = 1, limit = 20 }: ListParticipantsDto) {
    const { data, hasMore } = await this.blocks.page(me.userId, page, limit);
    return success(data, { page, perPage: limit, hasMore });
  }
}

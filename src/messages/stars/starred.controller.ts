import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { NextMeta, success } from '../../contract/envelope.js';
import { CursorDto } from '../../contract/dto/history.dto.js';
import { MessageView } from '../../contract/views/message.view.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { type Caller, Me } from '../../platform/http/caller.js';
import { StarredList } from './starred-list.js';

@ApiTags('messages')
@Controller('api/starred')
export class StarredController {
  constructor(private readonly list: StarredList) {}

  /** What the caller has starred in all their chats, what they starred last first. */
  @Get()
  @Answers([MessageView], { errors: ['request.invalid'], meta: NextMeta })
  async all(@Me() me: Caller, @Query() query: CursorDto) {
    const { data, meta } = await this.list.page(me.userId, query);
    return success(data, meta);
  }
}

import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { SearchDto } from '../../contract/dto/message.dto.js';
import { NextMeta, success } from '../../contract/envelope.js';
import { FoundMessageView } from '../../contract/views/message.view.js';
import { type Caller, Me } from '../../platform/http/caller.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { IsHeavy } from '../../platform/load/allowances.js';
import { OverallSearch } from './overall-search.js';

@ApiTags('messages')
@Controller('api/search')
export class SearchController {
  constructor(private readonly search: OverallSearch) {}

  /**
   * Messages in all chats and threads of the caller that meet all conditions, newest first. An answer reads a bounded number of messages: follow
   * `meta.next` until it is null.
   */
  @Get()
  @IsHeavy('search')
  @Answers([FoundMessageView], { errors: ['request.invalid', 'overloaded'], meta: NextMeta })
  async all(@Me() me: Caller, @Query() query: SearchDto) {
    const { data, meta } = await this.search.page(me.userId, query);
    return success(data, meta);
  }
}

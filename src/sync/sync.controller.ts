import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { success } from '../contract/envelope.js';
import { SyncDto } from '../contract/dto/sync.dto.js';
import { SyncView } from '../contract/views/sync.view.js';
import { Answers } from '../platform/http/docs/answers.js';
import { type Caller, Me } from '../platform/http/caller.js';
import { IsHeavy } from '../platform/load/allowances.js';
import { SyncService } from './sync.service.js';

@ApiTags('sync')
@Controller('api/sync')
export class SyncController {
  constructor(private readonly sync: SyncService) {}

  /** Without `chats`: the current numbers of each chat. With `chats`: what the client missed in these chats, in bounded steps. */
  @Post()
  @IsHeavy('sync')
  @HttpCode(200)
  @Answers(SyncView, { errors: ['request.invalid', 'overloaded'] })
  async answer(@Me() me: Caller, @Body() asked: SyncDto) {
    return success(await this.sync.answer(me.userId, asked));
  }
}

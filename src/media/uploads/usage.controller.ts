import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';

import { success } from '../../contract/envelope.js';
import { UsageView } from '../../contract/views/upload.view.js';
import { Config } from '../../platform/config/config.js';
import { type Caller, Me } from '../../platform/http/caller.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { User } from '../../users/user.entity.js';
import { limitsOf } from './upload-limits.js';
import { usageOf } from './upload-usage.js';

@ApiTags('media')
@Controller('api/me/usage')
export class UsageController {
  constructor(
    private readonly database: DataSource,
    private readonly config: Config,
  ) {}

  /** What the caller has stored and has uploaded today, and the limits of their plan. */
  @Get()
  @Answers(UsageView)
  async read(@Me() { userId }: Caller) {
    const { manager } = this.database;
    const user = await manager.findOneOrFail(User, { select: { id: true, plan: true }, where: { id: userId } });
    const { plan, ...limits } = limitsOf(user.plan, this.config);
    const { bytesStored, filesToday, bytesToday } = await usageOf(manager, userId);
    return success({ plan, bytesStored, filesToday, bytesToday, limits });
  }
}

import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { DemoAccountView } from '../contract/views/user.view.js';
import { success } from '../contract/envelope.js';
import { Config } from '../platform/config/config.js';
import { Answers } from '../platform/http/docs/answers.js';
import { Public } from '../platform/http/caller.js';
import { DOCUMENTED } from './demo-people.js';

@ApiTags('demo')
@Controller('api/demo-accounts')
export class DemoController {
  constructor(private readonly config: Config) {}

  /** Lists the demo accounts, for a sign-in page to offer. The list is empty when the server has no demo data. */
  @Public()
  @Get()
  @Answers([DemoAccountView])
  list() {
    return success(this.config.seedDemo ? DOCUMENTED : []);
  }
}

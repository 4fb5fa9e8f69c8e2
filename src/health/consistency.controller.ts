import { Controller, Get, Header, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';

import { Fails } from '../platform/http/docs/answers.js';
import { Public } from '../platform/http/caller.js';
import { OperatorGuard } from '../platform/http/operator.guard.js';
import { Consistency, type ConsistencyReport } from './consistency.js';

/** For operators, who send OPERATOR_TOKEN. The token of a user is refused. */
@Public()
@UseGuards(OperatorGuard)
@ApiTags('operations')
@Controller('health/consistency')
export class ConsistencyController {
  constructor(private readonly consistency: Consistency) {}

  /** Checks samples of what must always be true. The answer is 200 also when a check fails: `status` says so. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({
    schema: {
      type: 'object',
      properties: { status: { type: 'string', enum: ['kept', 'violated', 'unknown'] }, checks: { type: 'object' } },
    },
  })
  @Fails('auth.token_missing', 'auth.token_invalid', 'route.not_found')
  report(): Promise<ConsistencyReport> {
    return this.consistency.report();
  }
}

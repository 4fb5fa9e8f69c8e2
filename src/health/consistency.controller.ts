import { Controller, Get, Header, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';

import { Fails } from '../platform/http/docs/answers.js';
import { Public } from '../platform/http/caller.js';
import { OperatorGuard } from '../platform/http/operator.guard.js';
import { Consistency, type ConsistencyReport } from './consistency.js';

/** For operators, by OPERATOR_TOKEN: no user's token opens it. */
@Public()
@UseGuards(OperatorGuard)
@ApiTags('operations')
@Controller('health/consistency')
export class ConsistencyController {
  constructor(private readonly consistency: Consistency) {}

  /** Looks at a sample of everything that must always be true. 200 also when something is not: `status` says which. */
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

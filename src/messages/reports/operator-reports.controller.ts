import { Controller, Get, Header, Query, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { NextMeta, success } from '../../contract/envelope.js';
import { ListReportsDto } from '../../contract/dto/report.dto.js';
import { ReportedView } from '../../contract/views/report.view.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { Public } from '../../platform/http/caller.js';
import { OperatorGuard } from '../../platform/http/operator.guard.js';
import { Reports } from './reports.js';

/** For operators, by OPERATOR_TOKEN: no user's token opens it. */
@Public()
@UseGuards(OperatorGuard)
@ApiTags('operations')
@Controller('health/reports')
export class OperatorReportsController {
  constructor(private readonly reports: Reports) {}

  /** What people reported, the newest first, with what was said. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @Answers([ReportedView], {
    errors: ['request.invalid', 'auth.token_missing', 'auth.token_invalid', 'route.not_found'],
    meta: NextMeta,
  })
  async all(@Query() query: ListReportsDto) {
    const { data, next } = await this.reports.page(query);
    return success(data, { next });
  }
}

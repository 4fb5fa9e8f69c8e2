import { Controller, Get, Header, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { ListAuditDto } from '../contract/dto/operator.dto.js';
import { NextMeta, success } from '../contract/envelope.js';
import { AuditView } from '../contract/views/operator.view.js';
import { Answers } from '../platform/http/docs/answers.js';
import { OperatorCall } from '../platform/http/operator.guard.js';
import { AuditReader } from './audit-reader.js';

/** For operators. */
@OperatorCall()
@ApiTags('operations')
@Controller('api/operator/audit')
export class AuditController {
  constructor(private readonly reader: AuditReader) {}

  /** What operators and API keys did, newest first. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @Answers([AuditView], { errors: ['request.invalid', 'route.not_found'], meta: NextMeta })
  async all(@Query() query: ListAuditDto) {
    const { data, next } = await this.reader.page(query);
    return success(data, { next });
  }
}

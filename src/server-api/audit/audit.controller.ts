import { Controller, Get, Header, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { AuditReader } from '../../audit/audit-reader.js';
import { ListAuditDto } from '../../contract/dto/operator.dto.js';
import { NextMeta, success } from '../../contract/envelope.js';
import { AuditView } from '../../contract/views/operator.view.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { ServerCall } from '../../platform/http/server-caller.js';

@ApiTags('server: audit')
@Controller('api/server/audit')
export class ServerAuditController {
  constructor(private readonly reader: AuditReader) {}

  /** What operators and API keys did, newest first: the whole log, as operators read it. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @ServerCall('audit:read')
  @Answers([AuditView], { errors: ['request.invalid', 'key.scope_missing'], meta: NextMeta })
  async all(@Query() query: ListAuditDto) {
    const { data, next } = await this.reader.page(query);
    return success(data, { next });
  }
}

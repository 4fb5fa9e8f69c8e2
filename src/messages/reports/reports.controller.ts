import { Body, Controller, Get, Header, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { NextMeta, success } from '../../contract/envelope.js';
import { ListReportsDto, ReportDto } from '../../contract/dto/message.dto.js';
import { ReportedView, ReportView } from '../../contract/views/report.view.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { type Caller, Me } from '../../platform/http/caller.js';
import { Reports } from './reports.js';
import { type Actor, Operator, OperatorCall } from '../../platform/http/operator.guard.js';

@ApiTags('messages')
@Controller('api/chats/:chat/messages/:message')
export class ReportsController {
  constructor(private readonly reports: Reports) {}

  /** Reports a message to the operators of the server. Nobody in the chat is notified. Reporting it again answers the first report. */
  @Post('report')
  @Answers(ReportView, {
    status: 201,
    errors: ['request.invalid', 'chat.not_found', 'message.not_found', 'message.deleted'],
  })
  async file(
    @Me() me: Caller,
    @Param('chat') chatId: string,
    @Param('message') messageId: string,
    @Body() report: ReportDto,
  ) {
    return success(await this.reports.file(me.userId, chatId, messageId, report));
  }
}

/** For operators. */
@OperatorCall()
@ApiTags('operations')
@Controller('health/reports')
export class OperatorReportsController {
  constructor(private readonly reports: Reports) {}

  /** All reports with the content of the reported messages, newest first. The audit log records who read them. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @Answers([ReportedView], {
    errors: [
      'request.invalid',
      'auth.token_missing',
      'auth.token_invalid',
      'auth.token_expired',
      'auth.session_revoked',
      'route.not_found',
    ],
    meta: NextMeta,
  })
  async all(@Operator() actor: Actor, @Query() query: ListReportsDto) {
    const { data, next } = await this.reports.pageFor(actor, query);
    return success(data, { next });
  }
}

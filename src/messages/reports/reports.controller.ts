import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { success } from '../../contract/envelope.js';
import { ReportDto } from '../../contract/dto/report.dto.js';
import { ReportView } from '../../contract/views/report.view.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { type Caller, Me } from '../../platform/http/caller.js';
import { Reports } from './reports.js';

@ApiTags('messages')
@Controller('api/chats/:chat/messages/:message')
export class ReportsController {
  constructor(private readonly reports: Reports) {}

  /** Shows a message to the operators of the server, as it is now; nobody in the chat is told. Again: the first report. */
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

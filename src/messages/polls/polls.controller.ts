import { Body, Controller, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { success } from '../../contract/envelope.js';
import type { ErrorCode } from '../../contract/errors.js';
import { VoteDto } from '../../contract/dto/message.dto.js';
import { MessageView } from '../../contract/views/message.view.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { type Caller, Me } from '../../platform/http/caller.js';
import { Polls } from './polls.js';
import { Votes } from './votes.js';

const REFUSED: ErrorCode[] = [
  'chat.not_found',
  'message.not_found',
  'message.deleted',
  'chat.blocked',
  'poll.not_found',
  'overloaded',
];

@ApiTags('messages')
@Controller('api/chats/:chat/messages/:message')
export class PollsController {
  constructor(
    private readonly polls: Polls,
    private readonly votes: Votes,
  ) {}

  /** Sets the caller's vote in a poll, in place of an earlier one. An empty list withdraws it. */
  @Put('vote')
  @Answers(MessageView, { errors: ['request.invalid', ...REFUSED, 'poll.closed', 'poll.option_not_found'] })
  async vote(
    @Me() me: Caller,
    @Param('chat') chatId: string,
    @Param('message') messageId: string,
    @Body() { options }: VoteDto,
  ) {
    return success(await this.votes.vote(me.userId, chatId, messageId, options));
  }

  /** Closes a poll: nobody can vote any more. Its sender or an admin of the group may do this. */
  @Put('poll/close')
  @Answers(MessageView, { errors: [...REFUSED, 'message.not_yours'] })
  async close(@Me() me: Caller, @Param('chat') chatId: string, @Param('message') messageId: string) {
    return success(await this.polls.close(me.userId, chatId, messageId));
  }
}

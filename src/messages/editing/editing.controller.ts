import { Body, Controller, Delete, Get, Param, Patch, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { success } from '../../contract/envelope.js';
import { DeleteMessageDto, EditMessageDto } from '../../contract/dto/message.dto.js';
import { MessageVersionView, MessageView } from '../../contract/views/message.view.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { type Caller, Me } from '../../platform/http/caller.js';
import { Deletions } from './deletions.js';
import { Edits } from './edits.js';

@ApiTags('messages')
@Controller('api/chats/:chat/messages/:message')
export class EditingController {
  constructor(
    private readonly edits: Edits,
    private readonly deletions: Deletions,
  ) {}

  /** Changes the text, the data and the mentions of the caller's own message. Sending the same content again changes nothing. */
  @Patch()
  @Answers(MessageView, {
    errors: [
      'request.invalid',
      'chat.not_found',
      'message.not_found',
      'message.not_yours',
      'message.deleted',
      'chat.blocked',
      'chat.not_admin',
      'participant.not_found',
      'overloaded',
    ],
  })
  async edit(
    @Me() me: Caller,
    @Param('chat') chatId: string,
    @Param('message') messageId: string,
    @Body() wanted: EditMessageDto,
  ) {
    return success(await this.edits.edit(me.userId, chatId, messageId, wanted));
  }

  /** The last 100 versions of a message's text and data, the current one first. Empty if the message was deleted. */
  @Get('versions')
  @Answers([MessageVersionView], { errors: ['chat.not_found', 'message.not_found'] })
  async versions(@Me() me: Caller, @Param('chat') chatId: string, @Param('message') messageId: string) {
    return success(await this.edits.versions(me.userId, chatId, messageId));
  }

  /** Deletes a message for everybody (its sender or an admin of the group may), or for the caller alone. Answers the tombstone. */
  @Delete()
  @Answers(MessageView, {
    errors: ['request.invalid', 'chat.not_found', 'message.not_found', 'message.not_yours', 'overloaded'],
  })
  async remove(
    @Me() me: Caller,
    @Param('chat') chatId: string,
    @Param('message') messageId: string,
    @Query() query: DeleteMessageDto,
  ) {
    if (query.for === 'me') return success(await this.deletions.forMe(me.userId, chatId, messageId));
    return success(await this.deletions.forEveryone(me.userId, chatId, messageId));
  }
}

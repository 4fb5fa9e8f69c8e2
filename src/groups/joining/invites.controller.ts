import { Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { ChatList } from '../../chats/list/chat-list.js';
import { success } from '../../contract/envelope.js';
import { InviteView, JoinView } from '../../contract/views/group.view.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { type Caller, Me } from '../../platform/http/caller.js';
import { Invites } from './invites.js';

@ApiTags('groups')
@Controller('api/invites/:code')
export class InvitesController {
  constructor(
    private readonly invites: Invites,
    private readonly chats: ChatList,
  ) {}

  /** What a link leads to. */
  @Get()
  @Answers(InviteView, { errors: ['invite.not_found'] })
  async preview(@Me() me: Caller, @Param('code') code: string) {
    return success(await this.invites.preview(me.userId, code));
  }

  /** Joins the group a link leads to, or asks to. Who has done so is answered with what came of it. */
  @Post('join')
  @HttpCode(200)
  @Answers(JoinView, { errors: ['invite.not_found', 'chat.full'] })
  async join(@Me() me: Caller, @Param('code') code: string) {
    const { chatId, state } = await this.invites.join(me.userId, code);
    const chat = state === 'joined' ? ((await this.chats.one(me.userId, chatId)) ?? null) : null;
    return success({ state, chatId, chat });
  }

  /** Takes a request to join back that nobody has decided. */
  @Delete('join')
  @Answers(null, { errors: ['invite.not_found'] })
  async withdraw(@Me() me: Caller, @Param('code') code: string) {
    await this.invites.withdraw(me.userId, code);
    return success();
  }
}

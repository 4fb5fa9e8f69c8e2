import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { ChatList } from '../../chats/list/chat-list.js';
import { ListParticipantsDto } from '../../contract/dto/chat.dto.js';
import { CreateInviteLinkDto } from '../../contract/dto/group.dto.js';
import { ListMeta, success } from '../../contract/envelope.js';
import type { ErrorCode } from '../../contract/errors.js';
import {
  InviteLinkView,
  InviteView,
  JoinRequestView,
  JoinView,
  ParticipantView,
} from '../../contract/views/chat.view.js';
import { type KeyedRequest, Once } from '../../platform/database/once.js';
import { type Caller, Me } from '../../platform/http/caller.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { Keyed } from '../../platform/http/input/idempotency.js';
import { InviteLinks } from './invite-links.js';
import { Invites } from './invites.js';
import { JoinRequests } from './join-requests.js';

const REFUSED: ErrorCode[] = ['chat.not_found', 'chat.is_direct', 'chat.is_thread', 'chat.not_admin'];

@ApiTags('groups')
@Controller('api/chats/:chat/invite-links')
export class InviteLinksController {
  constructor(
    private readonly links: InviteLinks,
    private readonly once: Once,
  ) {}

  /** Creates an invite link of a group. Its owner and admins may do this. The link is valid while its creator has this right. */
  @Post()
  @Answers(InviteLinkView, { status: 201, keyed: true, errors: ['request.invalid', ...REFUSED, 'invite.too_many'] })
  async make(
    @Me() me: Caller,
    @Param('chat') chatId: string,
    @Body() wanted: CreateInviteLinkDto,
    @Keyed() request: KeyedRequest | null,
  ) {
    return success(
      await this.once.answer<InviteLinkView>(request, (keep) => this.links.make(me.userId, chatId, wanted, keep)),
    );
  }

  /** The invite links of a group that are not revoked or expired, and whose creator may still create links, newest first. */
  @Get()
  @Answers([InviteLinkView], { errors: REFUSED })
  async all(@Me() me: Caller, @Param('chat') chatId: string) {
    return success(await this.links.all(me.userId, chatId));
  }

  /** Revokes an invite link. Nobody can join with it any more. */
  @Delete(':link')
  @Answers(null, { errors: [...REFUSED, 'invite.not_found'] })
  async revoke(@Me() me: Caller, @Param('chat') chatId: string, @Param('link') linkId: string) {
    await this.links.revoke(me.userId, chatId, linkId);
    return success();
  }
}

@ApiTags('groups')
@Controller('api/invites/:code')
export class InvitesController {
  constructor(
    private readonly invites: Invites,
    private readonly chats: ChatList,
  ) {}

  /** The group of an invite link. */
  @Get()
  @Answers(InviteView, { errors: ['invite.not_found'] })
  async preview(@Me() me: Caller, @Param('code') code: string) {
    return success(await this.invites.preview(me.userId, code));
  }

  /** Joins the group of an invite link, or asks to join it. Repeating the call answers the current state. */
  @Post('join')
  @HttpCode(200)
  @Answers(JoinView, { errors: ['invite.not_found', 'chat.full'] })
  async join(@Me() me: Caller, @Param('code') code: string) {
    const { chatId, state } = await this.invites.join(me.userId, code);
    const chat = state === 'joined' ? ((await this.chats.one(me.userId, chatId)) ?? null) : null;
    return success({ state, chatId, chat });
  }

  /** Withdraws the caller's request to join, if nobody has decided it yet. */
  @Delete('join')
  @Answers(null, { errors: ['invite.not_found'] })
  async withdraw(@Me() me: Caller, @Param('code') code: string) {
    await this.invites.withdraw(me.userId, code);
    return success();
  }
}

@ApiTags('groups')
@Controller('api/chats/:chat/join-requests')
export class JoinRequestsController {
  constructor(private readonly requests: JoinRequests) {}

  /** The requests to join a group that nobody has decided yet, oldest first. Only its owner and admins may read them. */
  @Get()
  @Answers([JoinRequestView], { errors: ['request.invalid', ...REFUSED], meta: ListMeta })
  async all(@Me() me: Caller, @Param('chat') chatId: string, @Query() { page = 1, limit = 20 }: ListParticipantsDto) {
    const { data, hasMore } = await this.requests.page(me.userId, chatId, page, limit);
    return success(data, { page, perPage: limit, hasMore });
  }

  /** Approves a request to join. Answers the new participant. */
  @Post(':user/approve')
  @HttpCode(200)
  @Answers(ParticipantView, { errors: [...REFUSED, 'join.not_found', 'chat.full'] })
  async approve(@Me() me: Caller, @Param('chat') chatId: string, @Param('user') userId: string) {
    return success(await this.requests.approve(me.userId, chatId, userId));
  }

  /** Declines a request to join. The owner and admins can still add the person. */
  @Delete(':user')
  @Answers(null, { errors: [...REFUSED, 'join.not_found'] })
  async decline(@Me() me: Caller, @Param('chat') chatId: string, @Param('user') userId: string) {
    await this.requests.decline(me.userId, chatId, userId);
    return success();
  }
}

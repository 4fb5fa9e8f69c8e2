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

  /** Makes a link into a group, which its owner and admins may; whoever has its code may come in while the maker may make links. */
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

  /** The links into a group that are neither revoked nor expired, of makers who may still make links, the newest first. */
  @Get()
  @Answers([InviteLinkView], { errors: REFUSED })
  async all(@Me() me: Caller, @Param('chat') chatId: string) {
    return success(await this.links.all(me.userId, chatId));
  }

  /** Revokes a link: nobody comes in by it any more. */
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

@ApiTags('groups')
@Controller('api/chats/:chat/join-requests')
export class JoinRequestsController {
  constructor(private readonly requests: JoinRequests) {}

  /** Who asks to come into a group, the oldest first; for its owner and admins. */
  @Get()
  @Answers([JoinRequestView], { errors: ['request.invalid', ...REFUSED], meta: ListMeta })
  async all(@Me() me: Caller, @Param('chat') chatId: string, @Query() { page = 1, limit = 20 }: ListParticipantsDto) {
    const { data, hasMore } = await this.requests.page(me.userId, chatId, page, limit);
    return success(data, { page, perPage: limit, hasMore });
  }

  /** Lets somebody in who asked to come; answers them as participant. */
  @Post(':user/approve')
  @HttpCode(200)
  @Answers(ParticipantView, { errors: [...REFUSED, 'join.not_found', 'chat.full'] })
  async approve(@Me() me: Caller, @Param('chat') chatId: string, @Param('user') userId: string) {
    return success(await this.requests.approve(me.userId, chatId, userId));
  }

  /** Declines somebody's wish to come; they may still be added. */
  @Delete(':user')
  @Answers(null, { errors: [...REFUSED, 'join.not_found'] })
  async decline(@Me() me: Caller, @Param('chat') chatId: string, @Param('user') userId: string) {
    await this.requests.decline(me.userId, chatId, userId);
    return success();
  }
}

import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { success } from '../../contract/envelope.js';
import type { ErrorCode } from '../../contract/errors.js';
import { CreateInviteLinkDto } from '../../contract/dto/group.dto.js';
import { InviteLinkView } from '../../contract/views/group.view.js';
import { type KeyedRequest, Once } from '../../platform/database/once.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { type Caller, Me } from '../../platform/http/caller.js';
import { Keyed } from '../../platform/http/input/keyed.js';
import { InviteLinks } from './invite-links.js';

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

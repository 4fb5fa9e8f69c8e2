import { Controller, Delete, Param, Put, Req } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

import { success } from '../../contract/envelope.js';
import { MediaView } from '../../contract/views/message.view.js';
import { AVATAR_ERRORS, TakesAvatar } from '../../media/avatars/avatar-docs.js';
import { AvatarUploads } from '../../media/avatars/avatar-uploads.js';
import { uploadView } from '../../media/media-view.js';
import { STREAMS_BODY } from '../../platform/http/bodies/streamed.js';
import { type Caller, Me } from '../../platform/http/caller.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { GroupSettings } from './group-settings.js';

const ERRORS = ['chat.not_found', 'chat.is_direct', 'chat.is_thread', 'chat.not_admin'] as const;

@ApiTags('groups')
@Controller('api/chats/:chat/avatar')
export class GroupAvatarController {
  constructor(
    private readonly received: AvatarUploads,
    private readonly settings: GroupSettings,
  ) {}

  /**
   * Sets the avatar of a group: a picture, or the id of an earlier upload of the caller. It is cropped to a square. While it is `processing`,
   * the earlier avatar stays; `chat.updated` tells when it is shown, and `media.updated` also when it was rejected.
   */
  @Put()
  @RouteConfig(STREAMS_BODY)
  @TakesAvatar()
  @Answers(MediaView, { errors: [...ERRORS, ...AVATAR_ERRORS] })
  async set(@Me() me: Caller, @Param('chat') chatId: string, @Req() request: FastifyRequest) {
    await this.settings.mustBeAllowed(me.userId, chatId);
    const media = await this.received.receive(request, me);
    await this.settings.setAvatar(chatId, media);
    return success(uploadView(media));
  }

  /** Removes the avatar of a group, and one that is being processed. */
  @Delete()
  @Answers(null, { errors: [...ERRORS] })
  async remove(@Me() me: Caller, @Param('chat') chatId: string) {
    await this.settings.change(me.userId, chatId, { avatar: null });
    return success();
  }
}

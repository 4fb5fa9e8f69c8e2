import { Controller, Delete, Put, Req } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

import { success } from '../../contract/envelope.js';
import { MediaView } from '../../contract/views/message.view.js';
import { STREAMS_BODY } from '../../platform/http/bodies/streamed.js';
import { type Caller, Me } from '../../platform/http/caller.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { uploadView } from '../media-view.js';
import { AVATAR_ERRORS, TakesAvatar } from './avatar-docs.js';
import { AvatarUploads } from './avatar-uploads.js';
import { UserAvatars } from './user-avatars.js';

@ApiTags('users')
@Controller('api/me/avatar')
export class MyAvatarController {
  constructor(
    private readonly received: AvatarUploads,
    private readonly avatars: UserAvatars,
  ) {}

  /**
   * Sets the caller's avatar: a picture, or the id of an earlier upload of theirs. It is cropped to a square. While it is `processing`,
   * the earlier avatar stays; `user.updated` tells when it is shown, and `media.updated` also when it was rejected.
   */
  @Put()
  @RouteConfig(STREAMS_BODY)
  @TakesAvatar()
  @Answers(MediaView, { errors: [...AVATAR_ERRORS] })
  async set(@Me() me: Caller, @Req() request: FastifyRequest) {
    const media = await this.received.receive(request, me);
    await this.avatars.set(media);
    return success(uploadView(media));
  }

  /** Removes the caller's avatar, and one that is being processed. */
  @Delete()
  @Answers(null)
  async remove(@Me() me: Caller) {
    await this.avatars.remove(me.userId);
    return success();
  }
}

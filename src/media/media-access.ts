import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { isUUID } from 'class-validator';
import type { Repository } from 'typeorm';

import { isPresent } from '../chats/membership.js';
import { deletedAt } from '../messages/views/message-row.js';
import { AppError } from '../platform/errors/app-error.js';
import { Media } from './media.entity.js';

/** SQL: the user is in a chat that has a visible message with the upload, or that has it as its avatar. */
const SHARED = `exists (
  select from attachments a
  join participants p on p.chat_id = a.chat_id
  join messages m on m.chat_id = a.chat_id and m.id = a.message_id and m.seq > p.hidden_seq and ${deletedAt('m')} is null
  where a.media_id = media.id and p.user_id = :userId and ${isPresent('p')})
  or exists (
  select from group_avatars g join participants p on p.chat_id = g.chat_id
  where g.media_id = media.id and p.user_id = :userId and ${isPresent('p')})`;

/** The only way to an upload by its id: checks that the user may see it. */
@Injectable()
export class MediaAccess {
  constructor(@InjectRepository(Media) private readonly media: Repository<Media>) {}

  /** @throws AppError media.not_found when there is no such upload, when the user may not see it, or when the id is not a UUID */
  async open(userId: string, mediaId: string): Promise<Media> {
    const found = isUUID(mediaId)
      ? await this.media
          .createQueryBuilder('media')
          .where('media.id = :mediaId', { mediaId })
          .andWhere(`(media.owner_id = :userId or ${SHARED})`, { userId })
          .getOne()
      : null;
    if (!found) throw new AppError('media.not_found');
    return found;
  }
}

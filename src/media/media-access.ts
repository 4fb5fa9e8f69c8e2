import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { isUUID } from 'class-validator';
import type { Repository } from 'typeorm';

import { deletedAt } from '../messages/views/message-row.js';
import { AppError } from '../platform/errors/app-error.js';
import { Media } from './media.entity.js';

/** Who is in a chat now that has a message with it they may see, or shows it as its avatar. */
const SHARED = `exists (
  select from attachments a
  join participants p on p.chat_id = a.chat_id
  join messages m on m.chat_id = a.chat_id and m.id = a.message_id and m.seq > p.hidden_seq and ${deletedAt('m')} is null
  where a.media_id = media.id and p.user_id = :userId and p.left_rev is null)
  or exists (
  select from group_avatars g join participants p on p.chat_id = g.chat_id
  where g.media_id = media.id and p.user_id = :userId and p.left_rev is null)`;

/** The one door: turns (user, media id) into an upload that user may see. */
@Injectable()
export class MediaAccess {
  constructor(@InjectRepository(Media) private readonly media: Repository<Media>) {}

  /** @throws AppError media.not_found, the same for no such upload, one that is not shared with the user, and no id at all */
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

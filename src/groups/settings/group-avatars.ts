import { Injectable } from '@nestjs/common';

import { Media } from '../../media/media.entity.js';
import { violatedConstraint } from '../../platform/database/query-errors.js';
import type { Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import type { LockedGroup } from '../group-lock.js';
import { GroupAvatar } from './group-avatar.entity.js';
import { LET_GO } from './settings.sql.js';

const UPLOAD = /^\/api\/media\/([0-9a-f-]{36})$/;

/** Stores which upload is the avatar of a group, so that its participants may read the file and the sweep keeps it. */
@Injectable()
export class GroupAvatars {
  /**
   * @param url https, the address of an upload of the caller's own, or null
   * @throws AppError media.not_found
   */
  async show(tx: Tx, { chatId, me }: LockedGroup, url: string | null): Promise<void> {
    await tx.manager.query(LET_GO, [chatId]);
    const [, mediaId] = UPLOAD.exec(url ?? '') ?? [];
    if (mediaId === undefined) return;
    const isTheirs = await tx.manager.existsBy(Media, { id: mediaId, ownerId: me.userId });
    if (!isTheirs) throw new AppError('media.not_found');
    await tx.manager.insert(GroupAvatar, { chatId, mediaId }).catch((error: unknown) => {
      // the upload was swept between looking it up and storing it
      const isGone = violatedConstraint(error) === 'group_avatars_media_id_fkey';
      throw isGone ? new AppError('media.not_found') : error;
    });
  }
}

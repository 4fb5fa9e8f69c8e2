import { Injectable } from '@nestjs/common';

import { letGo } from '../../media/uploads/upload-lifecycle.js';
import { violatedConstraint } from '../../platform/database/query-errors.js';
import { rows } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import type { LockedGroup } from '../group-lock.js';

const UPLOAD = /^\/api\/media\/([0-9a-f-]{36})$/;

/** Stores which upload is the avatar of a group, so that its participants may read the file and the sweep keeps it. */
@Injectable()
export class GroupAvatars {
  /**
   * @param url https, the address of an upload of the caller's own, or null
   * @throws AppError media.not_found
   */
  async show(tx: Tx, { chatId, me }: LockedGroup, url: string | null): Promise<void> {
    await tx.manager.query(TAKE_AWAY, [chatId]);
    const [, mediaId] = UPLOAD.exec(url ?? '') ?? [];
    if (mediaId === undefined) return;
    const kept = await rows(tx.manager, KEEP, [chatId, mediaId, me.userId]).catch((error: unknown) => {
      // the upload was swept between looking it up and storing it
      if (violatedConstraint(error) === 'group_avatars_media_id_fkey') return [];
      throw error;
    });
    if (kept.length === 0) throw new AppError('media.not_found');
  }
}

const TAKE_AWAY = `
  with gone as (delete from group_avatars where chat_id = $1 returning media_id) ${letGo('select media_id from gone')}`;

const KEEP = `
  insert into group_avatars (chat_id, media_id)
  select $1, id from media where id = $2 and owner_id = $3 returning media_id`;

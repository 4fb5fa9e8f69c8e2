import { Injectable } from '@nestjs/common';

import { Media } from '../../media/media.entity.js';
import { restartRetention } from '../../media/uploads/upload-lifecycle.js';
import { violatedConstraint } from '../../platform/database/database-errors.js';
import type { Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import type { LockedGroup } from '../group-lock.js';
import { GroupAvatar } from '../group.entity.js';

const UPLOAD = /^\/api\/media\/([0-9a-f-]{36})$/;

/** Stores which uploads are the avatar of a group, so that its participants may read the file and the sweep keeps it. The caller has locked the group. */
@Injectable()
export class GroupAvatars {
  /**
   * Replaces the avatar, and one that is being processed.
   * @param url an https URL, the `url` of an upload of the user, or null for none
   * @param before the avatar that is shown: the same one may be set by somebody else than its owner
   * @throws AppError media.not_found
   */
  async show(
    tx: Tx,
    group: LockedGroup,
    { url, before }: { url: string | null; before: string | null },
  ): Promise<void> {
    if (url === before) return this.forgetPending(tx, group.chatId);
    const [, mediaId = null] = UPLOAD.exec(url ?? '') ?? [];
    await this.put(tx, group, { mediaId, pendingId: null });
  }

  /** Remembers which upload will be the avatar when it is processed. @throws AppError media.not_found */
  async hold(tx: Tx, group: LockedGroup, pendingId: string): Promise<void> {
    const before = await tx.manager.findOneBy(GroupAvatar, { chatId: group.chatId });
    await this.put(tx, group, { mediaId: before?.mediaId ?? null, pendingId });
  }

  async isPending({ manager }: Tx, chatId: string, pendingId: string): Promise<boolean> {
    return manager.existsBy(GroupAvatar, { chatId, pendingId });
  }

  /** @param pendingId only this one; by default any */
  async forgetPending({ manager }: Tx, chatId: string, pendingId?: string): Promise<void> {
    await manager.update(GroupAvatar, { chatId, ...(pendingId && { pendingId }) }, { pendingId: null });
  }

  private async put(
    { manager }: Tx,
    { chatId, me }: LockedGroup,
    wanted: Pick<GroupAvatar, 'mediaId' | 'pendingId'>,
  ): Promise<void> {
    const before = await manager.findOneBy(GroupAvatar, { chatId });
    const shown = [wanted.mediaId, wanted.pendingId];
    const ended = [before?.mediaId, before?.pendingId].flatMap((id) => (shown.includes(id ?? null) ? [] : (id ?? [])));
    await restartRetention(manager, ended);
    const added = wanted.pendingId ?? wanted.mediaId;
    if (added === null) {
      await manager.delete(GroupAvatar, { chatId });
      return;
    }
    const isTheirs = await manager.existsBy(Media, { id: added, ownerId: me.userId });
    if (!isTheirs) throw new AppError('media.not_found');
    await manager.upsert(GroupAvatar, { chatId, ...wanted }, ['chatId']).catch((error: unknown) => {
      // the upload was swept between looking it up and storing it
      const isGone = /^group_avatars_(media|pending)_id_fkey$/.test(violatedConstraint(error) ?? '');
      throw isGone ? new AppError('media.not_found') : error;
    });
  }
}

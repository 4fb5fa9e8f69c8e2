import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type Repository } from 'typeorm';

import type { MediaView } from '../../contract/views/message.view.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { UsersService } from '../../users/users.service.js';
import type { Media } from '../media.entity.js';
import { ProcessedMedia } from '../processing/queue/processed-media.js';
import { restartRetention, UploadLifecycle } from '../uploads/upload-lifecycle.js';
import { isReady } from './avatar-uploads.js';
import { UserAvatar } from './user-avatar.entity.js';

type Shown = Pick<UserAvatar, 'mediaId' | 'pendingId'>;
const NONE: Shown = { mediaId: null, pendingId: null };

/** The avatars of people. One that is being processed replaces the earlier one when it is ready. */
@Injectable()
export class UserAvatars implements OnModuleInit {
  constructor(
    @InjectRepository(UserAvatar) private readonly avatars: Repository<UserAvatar>,
    private readonly users: UsersService,
    private readonly uploads: UploadLifecycle,
    private readonly processed: ProcessedMedia,
    private readonly transactions: Transactions,
  ) {}

  onModuleInit(): void {
    this.processed.add((views) => this.show(views));
  }

  /** Shows a picture as the avatar of its owner, at once or when it is processed. @throws AppError media.rejected */
  async set(media: Media): Promise<void> {
    const { id, ownerId } = media;
    await this.change(ownerId, async (tx, before) =>
      (await isReady(tx.manager, media)) ? { mediaId: id, pendingId: null } : { ...before, pendingId: id },
    );
  }

  /** Does nothing when there is none. */
  async remove(userId: string): Promise<void> {
    await this.change(userId, () => NONE);
  }

  /** Shows avatars that are ready. When a picture was rejected, the earlier avatar stays. */
  private async show(views: ReadonlyMap<string, MediaView>): Promise<void> {
    const waiting = await this.avatars.findBy({ pendingId: In([...views.keys()]) });
    for (const { userId } of waiting) {
      await this.change(userId, (_tx, before) => {
        const status = views.get(before.pendingId ?? '')?.status ?? 'processing';
        if (status === 'processing') return before;
        return { mediaId: status === 'ready' ? before.pendingId : before.mediaId, pendingId: null };
      });
    }
  }

  /** Changes which uploads are the avatar of a person, pushes the person when they look different, and removes the uploads before. */
  private async change(userId: string, decide: (tx: Tx, before: Shown) => Promise<Shown> | Shown): Promise<void> {
    const unused = await this.transactions.run(async (tx) => {
      await this.users.lock(tx, userId);
      const before = (await tx.manager.findOneBy(UserAvatar, { userId })) ?? NONE;
      const { mediaId, pendingId } = await decide(tx, before);
      await tx.manager.upsert(UserAvatar, { userId, mediaId, pendingId }, ['userId']);
      if (mediaId !== before.mediaId) await this.users.showAvatar(tx, userId, mediaId && `/api/media/${mediaId}`);
      const shown = [mediaId, pendingId];
      const ended = [before.mediaId, before.pendingId].flatMap((id) => (shown.includes(id) ? [] : (id ?? [])));
      await restartRetention(tx.manager, ended);
      return ended;
    });
    // The sweep removes later what cannot be removed now.
    await this.uploads.discard(unused).catch(() => 0);
  }
}

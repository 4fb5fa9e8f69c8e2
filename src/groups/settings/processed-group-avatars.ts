import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type Repository } from 'typeorm';

import type { MediaView } from '../../contract/views/message.view.js';
import { ProcessedMedia } from '../../media/processing/queue/processed-media.js';
import { AppError } from '../../platform/errors/app-error.js';
import { GroupAvatar } from '../group.entity.js';
import { GroupSettings } from './group-settings.js';

/** Shows the avatar of a group when it has been processed. */
@Injectable()
export class ProcessedGroupAvatars implements OnModuleInit {
  constructor(
    @InjectRepository(GroupAvatar) private readonly avatars: Repository<GroupAvatar>,
    private readonly settings: GroupSettings,
    private readonly processed: ProcessedMedia,
  ) {}

  onModuleInit(): void {
    this.processed.add((views) => this.show(views));
  }

  /** The avatar stays the earlier one when the new one was rejected, or when who set it may not change the group any more. */
  private async show(views: ReadonlyMap<string, MediaView>): Promise<void> {
    const where = { pendingId: In([...views.keys()]) };
    for (const { chatId, pending } of await this.avatars.find({ where, relations: { pending: true } })) {
      const status = views.get(pending?.id ?? '')?.status;
      if (!pending || status === 'processing') continue;
      const isShown = status === 'ready' && (await this.isShown(chatId, pending));
      if (!isShown) await this.avatars.update({ chatId, pendingId: pending.id }, { pendingId: null });
    }
  }

  private async isShown(chatId: string, pending: { id: string; ownerId: string }): Promise<boolean> {
    try {
      await this.settings.showPending(pending.ownerId, chatId, pending.id);
      return true;
    } catch (error) {
      if (error instanceof AppError && error.code.startsWith('chat.')) return false;
      throw error;
    }
  }
}

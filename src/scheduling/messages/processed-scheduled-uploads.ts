import { isDeepStrictEqual } from 'node:util';

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type Repository } from 'typeorm';

import type { MediaView } from '../../contract/views/message.view.js';
import { ProcessedMedia } from '../../media/processing/queue/processed-media.js';
import { Transactions } from '../../platform/database/transactions.js';
import { ScheduledMessage, ScheduledUpload } from '../scheduling.entity.js';

/**
 * Writes what is known of an upload after its processing into the scheduled messages that carry it. No push says so: the uploader gets
 * `media.updated`, and the message is pushed with all of it when it is sent.
 */
@Injectable()
export class ProcessedScheduledUploads implements OnModuleInit {
  constructor(
    @InjectRepository(ScheduledUpload) private readonly uploads: Repository<ScheduledUpload>,
    private readonly processed: ProcessedMedia,
    private readonly transactions: Transactions,
  ) {}

  onModuleInit(): void {
    this.processed.add((views) => this.show(views));
  }

  private async show(views: ReadonlyMap<string, MediaView>): Promise<void> {
    const carried = await this.uploads.find({ where: { mediaId: In([...views.keys()]) } });
    for (const { chatId, scheduledId: id } of carried) await this.showIn({ chatId, id }, views);
  }

  private async showIn(
    key: Pick<ScheduledMessage, 'chatId' | 'id'>,
    views: ReadonlyMap<string, MediaView>,
  ): Promise<void> {
    await this.transactions.run(async ({ manager }) => {
      const found = await manager.findOne(ScheduledMessage, {
        select: { chatId: true, id: true, media: true },
        where: key,
        lock: { mode: 'pessimistic_write' },
      });
      const media = found?.media?.map((one) => views.get(one.id) ?? one);
      if (media && !isDeepStrictEqual(media, found?.media)) await manager.update(ScheduledMessage, key, { media });
    });
  }
}

import { isDeepStrictEqual } from 'node:util';

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, IsNull, type Repository } from 'typeorm';

import { lockChat, numberChanges } from '../../chats/timeline/timeline.js';
import type { MediaView } from '../../contract/views/message.view.js';
import { ProcessedMedia } from '../../media/processing/queue/processed-media.js';
import { Transactions } from '../../platform/database/transactions.js';
import { MessageReader } from '../history/message-reader.js';
import { Attachment, Message } from '../message.entity.js';

/** How many messages are changed in one transaction, during which the chat is locked. */
const BATCH = 100;

/** Writes what is known of an upload after its processing into the messages that carry it. Each message takes a `rev` and is pushed. */
@Injectable()
export class ProcessedUploads implements OnModuleInit {
  constructor(
    @InjectRepository(Attachment) private readonly attachments: Repository<Attachment>,
    private readonly processed: ProcessedMedia,
    private readonly reader: MessageReader,
    private readonly transactions: Transactions,
  ) {}

  onModuleInit(): void {
    this.processed.add((views) => this.show(views));
  }

  private async show(views: ReadonlyMap<string, MediaView>): Promise<void> {
    const carried = await this.attachments.find({ where: { mediaId: In([...views.keys()]) } });
    const byChat = new Map<string, Set<string>>(carried.map(({ chatId }) => [chatId, new Set()]));
    for (const { chatId, messageId } of carried) byChat.get(chatId)?.add(messageId);
    for (const [chatId, found] of byChat) {
      const ids = [...found];
      for (let at = 0; at < ids.length; at += BATCH) await this.showIn(chatId, ids.slice(at, at + BATCH), views);
    }
  }

  private async showIn(chatId: string, ids: string[], views: ReadonlyMap<string, MediaView>): Promise<void> {
    await this.transactions.runInTurn(chatId, async (tx) => {
      await lockChat(tx, chatId);
      const stored = await tx.manager.find(Message, {
        select: { chatId: true, id: true, media: true },
        where: { chatId, id: In(ids), deletedAt: IsNull() },
        order: { seq: 'asc' },
      });
      const changed = stored.flatMap(({ id, media }) => {
        const now = media?.map((one) => views.get(one.id) ?? one);
        return now && !isDeepStrictEqual(now, media) ? [{ id, media: now }] : [];
      });
      if (changed.length === 0) return;
      const changes = changed.map(({ id }) => ({ kind: 'message.updated' as const, subjectId: id }));
      const revs = await numberChanges(tx, chatId, changes);
      for (const [at, { id, media }] of changed.entries()) {
        await tx.manager.update(Message, { chatId, id }, { media, changedRev: revs[at] });
      }
      const shared = await this.reader.allShared(
        chatId,
        changed.map(({ id }) => id),
        tx.manager,
      );
      for (const payload of shared) tx.publish({ event: 'message.updated', payload });
    });
  }
}

import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { InjectRepository } from '@nestjs/typeorm';
import { Any, type EntityManager, type Repository } from 'typeorm';

import { ChatAccess, type OpenChat } from '../../chats/access/chat-access.js';
import type { ScheduledMessageView } from '../../contract/views/scheduling.view.js';
import { AppError } from '../../platform/errors/app-error.js';
import { type Scheduled, scheduledView } from './scheduled-content.js';
import { ScheduledMessage } from '../scheduling.entity.js';

/** Reads scheduled messages. */
@Injectable()
export class ScheduledList {
  constructor(
    private readonly access: ChatAccess,
    @InjectRepository(ScheduledMessage) private readonly scheduled: Repository<ScheduledMessage>,
  ) {}

  /** The caller's own in a chat, the next first. @throws AppError chat.not_found */
  async all(userId: string, chatId: string): Promise<ScheduledMessageView[]> {
    return this.of([await this.access.open(userId, chatId)]);
  }

  /** @throws AppError chat.not_found, scheduled.not_found */
  async one(userId: string, chatId: string, id: string): Promise<ScheduledMessageView> {
    const chat = await this.access.open(userId, chatId);
    const found = await this.find(chat.chatId, id);
    if (found?.participantId !== chat.participantId) throw new AppError('scheduled.not_found');
    return scheduledView(found);
  }

  /** Whoever scheduled it. @param id perhaps no UUID */
  async find(chatId: string, id: string): Promise<Scheduled | null> {
    return isUUID(id) ? this.scheduled.findOneBy({ chatId, id }) : null;
  }

  /** Those of several participants, each in their chat. */
  async of(
    open: Pick<OpenChat, 'participantId'>[],
    on: EntityManager = this.scheduled.manager,
  ): Promise<ScheduledMessageView[]> {
    if (open.length === 0) return [];
    const found = await on.find(ScheduledMessage, {
      where: { participantId: Any(open.map(({ participantId }) => participantId)) },
      order: { sendAt: 'asc', id: 'asc' },
    });
    return found.map(scheduledView);
  }
}

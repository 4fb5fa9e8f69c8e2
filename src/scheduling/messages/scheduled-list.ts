import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DataSource, type EntityManager } from 'typeorm';

import { ChatAccess, type OpenChat } from '../../chats/access/chat-access.js';
import type { ScheduledMessageView } from '../../contract/views/scheduling.view.js';
import { rows } from '../../platform/database/rows.js';
import { AppError } from '../../platform/errors/app-error.js';
import { SCHEDULED_COLUMNS, type ScheduledRow, scheduledView } from './scheduled-row.js';

/** Reads scheduled messages. */
@Injectable()
export class ScheduledList {
  constructor(
    private readonly access: ChatAccess,
    private readonly database: DataSource,
  ) {}

  /** The caller's own in a chat, the next first. @throws AppError chat.not_found */
  async all(userId: string, chatId: string): Promise<ScheduledMessageView[]> {
    return this.of([await this.access.open(userId, chatId)]);
  }

  /** @throws AppError chat.not_found, scheduled.not_found */
  async one(userId: string, chatId: string, id: string): Promise<ScheduledMessageView> {
    const chat = await this.access.open(userId, chatId);
    const found = await this.find(chat.chatId, id);
    if (found?.participant_id !== chat.participantId) throw new AppError('scheduled.not_found');
    return scheduledView(found);
  }

  /** Whoever's it is. @param id perhaps none */
  async find(chatId: string, id: string): Promise<ScheduledRow | undefined> {
    const sql = `select ${SCHEDULED_COLUMNS} from scheduled_messages s where s.chat_id = $1 and s.id = $2`;
    const [found] = await rows<ScheduledRow>(this.database, sql, [chatId, isUUID(id) ? id : null]);
    return found;
  }

  /** Those of several participants, each in their chat. */
  async of(
    open: Pick<OpenChat, 'participantId'>[],
    on: DataSource | EntityManager = this.database,
  ): Promise<ScheduledMessageView[]> {
    const found = await rows<ScheduledRow>(on, OF_PARTICIPANTS, [open.map(({ participantId }) => participantId)]);
    return found.map(scheduledView);
  }
}

const OF_PARTICIPANTS = `
  select ${SCHEDULED_COLUMNS} from scheduled_messages s where s.participant_id = any ($1::uuid[]) order by s.send_at, s.id`;

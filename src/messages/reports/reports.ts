import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';

import { ChatAccess } from '../../chats/access/chat-access.js';
import type { MessageView } from '../../contract/views/message.view.js';
import type { ListReportsDto, ReportDto } from '../../contract/dto/report.dto.js';
import type { ReportedView, ReportView } from '../../contract/views/report.view.js';
import { rows } from '../../platform/database/rows.js';
import { AppError } from '../../platform/errors/app-error.js';
import { MessageReader } from '../history/message-reader.js';

const PER_PAGE = 20;

/** Reports of messages to the operators. A report stores the text of the message, and is kept when the message is deleted. */
@Injectable()
export class Reports {
  constructor(
    private readonly access: ChatAccess,
    private readonly reader: MessageReader,
    private readonly database: DataSource,
  ) {}

  /**
   * One report per person and message: reporting it again answers the first report.
   * @throws AppError chat.not_found, message.not_found, message.deleted
   */
  async file(userId: string, chatId: string, messageId: string, report: ReportDto): Promise<ReportView> {
    const chat = await this.access.open(userId, chatId);
    const message = await this.reader.one(chat, messageId);
    const earlier = await this.earlier(userId, message);
    if (earlier) return earlier;
    if (message.deletedAt !== null) throw new AppError('message.deleted');
    await this.database.query(FILE, valuesOf(userId, message, report));
    return (await this.earlier(userId, message)) ?? fail();
  }

  /** All of them, the newest first. */
  async page({ limit = PER_PAGE, cursor }: ListReportsDto): Promise<{ data: ReportedView[]; next: string | null }> {
    const found = await rows<ReportRow>(this.database, PAGE, [limit + 1, cursor ?? null]);
    const data = found.slice(0, limit).map(reportedView);
    return { data, next: found.length > limit ? (data.at(-1)?.id ?? null) : null };
  }

  private async earlier(userId: string, { chatId, id }: MessageView): Promise<ReportView | null> {
    const [found] = await rows<ReportRow>(this.database, EARLIER, [chatId, id, userId]);
    return found ? reportView(found) : null;
  }
}

type ReportRow = Omit<ReportedView, 'createdAt' | 'saidAt'> & { createdAt: Date; saidAt: Date };

function reportView({ id, chatId, messageId, reason, comment, createdAt }: ReportRow): ReportView {
  return { id, chatId, messageId, reason, comment, createdAt: createdAt.toISOString() };
}

function reportedView(row: ReportRow): ReportedView {
  const { reporterId, senderId, message, mediaUrls, saidAt } = row;
  return { ...reportView(row), reporterId, senderId, message, mediaUrls, saidAt: saidAt.toISOString() };
}

function valuesOf(userId: string, said: MessageView, { reason, comment }: ReportDto): unknown[] {
  const copy = [said.sender.id, said.message, said.media.map(({ url }) => url), said.createdAt];
  return [uuidv7(), userId, said.chatId, said.id, reason, comment ?? null, ...copy];
}

function fail(): never {
  throw new AppError('overloaded');
}

const FILE = `
  insert into reports (id, reporter_id, chat_id, message_id, reason, comment, sender_id, body, media_urls, said_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing`;

const COLUMNS = `id, reporter_id "reporterId", chat_id "chatId", message_id "messageId", reason, comment, sender_id "senderId",
  body message, media_urls "mediaUrls", said_at "saidAt", created_at "createdAt"`;

const EARLIER = `select ${COLUMNS} from reports where chat_id = $1 and message_id = $2 and reporter_id = $3`;

const PAGE = `select ${COLUMNS} from reports where $2::uuid is null or id < $2 order by id desc limit $1`;

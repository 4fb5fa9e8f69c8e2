import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LessThan, type Repository } from 'typeorm';
import { newId } from '../../platform/process/new-id.js';

import { ChatAccess } from '../../chats/access/chat-access.js';
import type { StoredData } from '../../contract/rules/custom-data.js';
import type { MessageView } from '../../contract/views/message.view.js';
import type { ReportedView, ReportView } from '../../contract/views/report.view.js';
import type { ListReportsDto, ReportDto } from '../../contract/dto/message.dto.js';
import { AuditLog } from '../../audit/audit-log.js';
import { Transactions } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import type { Actor } from '../../platform/http/operator.guard.js';
import { MessageReader } from '../history/message-reader.js';
import { Report } from '../responses.entity.js';

const PER_PAGE = 20;

/** Reports of messages to the operators. A report stores the text and data of the message, and is kept when the message is deleted. */
@Injectable()
export class Reports {
  constructor(
    private readonly access: ChatAccess,
    private readonly reader: MessageReader,
    @InjectRepository(Report) private readonly reports: Repository<Report>,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Reports a message. There is one report for each person and message: reporting it again answers the first one.
   * @throws AppError chat.not_found, message.not_found, message.deleted
   */
  async file(userId: string, chatId: string, messageId: string, report: ReportDto): Promise<ReportView> {
    const chat = await this.access.open(userId, chatId);
    const message = await this.reader.one(chat, messageId);
    const earlier = await this.earlier(userId, message);
    if (earlier) return earlier;
    if (message.deletedAt !== null) throw new AppError('message.deleted');
    await this.store(userId, message, report);
    const stored = await this.earlier(userId, message);
    if (!stored) throw new AppError('overloaded');
    return stored;
  }

  /** One page of all reports, newest first. They have texts that others wrote, so that they were read is recorded before they are shown. */
  async pageFor(actor: Actor, query: ListReportsDto): Promise<{ data: ReportedView[]; next: string | null }> {
    const page = await this.page(query);
    const details = { newest: page.data[0]?.id, oldest: page.data.at(-1)?.id, reports: page.data.length };
    const entry = { actor, action: 'reports.read', target: null, details };
    await this.transactions.run(({ manager }) => this.audit.record(manager, entry));
    return page;
  }

  private async page({
    limit = PER_PAGE,
    cursor,
  }: ListReportsDto): Promise<{ data: ReportedView[]; next: string | null }> {
    const older = cursor === undefined ? {} : { id: LessThan(cursor) };
    const found = await this.reports.find({ where: older, order: { id: 'desc' }, take: limit + 1 });
    const data = found.slice(0, limit).map(reportedView);
    return { data, next: found.length > limit ? (data.at(-1)?.id ?? null) : null };
  }

  private async earlier(userId: string, { chatId, id }: MessageView): Promise<ReportView | null> {
    const found = await this.reports.findOneBy({ chatId, messageId: id, reporterId: userId });
    return found && reportView(found);
  }

  /** Stores nothing if this person has reported this message already. */
  private async store(userId: string, said: MessageView, { reason, comment }: ReportDto): Promise<void> {
    const about = { reporterId: userId, chatId: said.chatId, messageId: said.id, reason, comment: comment ?? null };
    const mediaUrls = said.media.map(({ url }) => url);
    const { sender, message: body, createdAt } = said;
    const data: StoredData | null = said.data;
    const copy = { senderId: sender.id, body, mediaUrls, data, saidAt: new Date(createdAt) };
    await this.reports
      .createQueryBuilder()
      .insert()
      .values({ id: newId(), ...about, ...copy })
      .orIgnore()
      .execute();
  }
}

function reportView({ id, chatId, messageId, reason, comment, createdAt }: Report): ReportView {
  return { id, chatId, messageId, reason, comment, createdAt: createdAt.toISOString() };
}

function reportedView(report: Report): ReportedView {
  const { reporterId, senderId, body, mediaUrls, data, saidAt } = report;
  const copy = { senderId, message: body, mediaUrls, data, saidAt: saidAt.toISOString() };
  return { ...reportView(report), reporterId, ...copy };
}

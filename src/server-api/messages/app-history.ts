import { Injectable } from '@nestjs/common';

import { AuditLog } from '../../audit/audit-log.js';
import type { AppHistoryDto } from '../../contract/dto/server.dto.js';
import { History, type MessagePage } from '../../messages/history/history.js';
import { Transactions } from '../../platform/database/transactions.js';
import type { ServerCaller } from '../../platform/http/caller.js';
import { AppChats } from '../chats/app-chats.js';

/** Reads messages for the back end of an app. */
@Injectable()
export class AppHistory {
  constructor(
    private readonly chats: AppChats,
    private readonly history: History,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
  ) {}

  /**
   * A page of the messages of any chat. They have texts that people wrote, so that they were read is recorded before they are shown.
   * @throws AppError chat.not_found, request.invalid
   */
  async page(app: ServerCaller, chat: string, query: AppHistoryDto): Promise<MessagePage> {
    const { id, lastSeq } = await this.chats.get(chat);
    const page = await this.history.pageForApp({ chatId: id, lastSeq }, query);
    const details = { newest: page.data[0]?.seq, oldest: page.data.at(-1)?.seq, messages: page.data.length };
    const entry = { actor: app, action: 'chat.read', target: { kind: 'chat' as const, id }, details };
    await this.transactions.run(({ manager }) => this.audit.record(manager, entry));
    return page;
  }
}

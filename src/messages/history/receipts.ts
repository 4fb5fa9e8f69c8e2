import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { ChatAccess } from '../../chats/access/chat-access.js';
import { participantColumns, type ParticipantRow } from '../../chats/participants/participant-row.js';
import type { ReceiptState, ReceiptsView, ReceiptView } from '../../contract/views/reading.view.js';
import { rows } from '../../platform/database/rows.js';
import { OnlineStatuses } from '../../users/online-statuses.js';
import { MessageReader } from './message-reader.js';

export interface ReceiptsPage {
  data: ReceiptsView;
  hasMore: boolean;
}

interface Part {
  page: number;
  limit: number;
}

type Counts = Pick<ReceiptsView, 'readCount' | 'deliveredCount' | 'people'>;

/**
 * Tells who has read a message and to whom it was delivered, from the marks of the participants: there is no row per reader.
 * People who joined later are left out, because their marks begin above the message.
 */
@Injectable()
export class Receipts {
  constructor(
    private readonly access: ChatAccess,
    private readonly reader: MessageReader,
    private readonly statuses: OnlineStatuses,
    private readonly database: DataSource,
  ) {}

  /** @throws AppError chat.not_found, message.not_found */
  async of(userId: string, chatId: string, messageId: string, part: Part): Promise<ReceiptsPage> {
    const chat = await this.access.open(userId, chatId);
    const { id, seq } = await this.reader.one(chat, messageId);
    const [counts] = await rows<Counts>(this.database, COUNTS, [chat.chatId, id]);
    const receipts = await this.page(userId, chat.chatId, id, part);
    const { readCount = 0, deliveredCount = 0, people = 0 } = counts ?? {};
    const data = { messageId: id, seq, readCount, deliveredCount, people, receipts: receipts.slice(0, part.limit) };
    return { data, hasMore: receipts.length > part.limit };
  }

  private async page(viewerId: string, chatId: string, id: string, { page, limit }: Part): Promise<ReceiptView[]> {
    const found = await rows<ParticipantRow & { state: ReceiptState }>(this.database, PAGE, [
      chatId,
      id,
      limit + 1,
      (page - 1) * limit,
      viewerId,
    ]);
    return found.map((row) => ({ participantId: row.id, user: this.statuses.view(row.user), state: row.state }));
  }
}

const THOSE_IT_IS_FOR = `
  from messages m join participants p on p.chat_id = m.chat_id and p.id <> m.participant_id
    and p.left_rev is null and p.joined_rev < m.sent_rev
  join users u on u.id = p.user_id
  where m.chat_id = $1 and m.id = $2`;

const COUNTS = `
  select count(*)::int people, (count(*) filter (where p.last_read_seq >= m.seq))::int "readCount",
    (count(*) filter (where p.last_delivered_seq >= m.seq))::int "deliveredCount"
  ${THOSE_IT_IS_FOR}`;

const PAGE = `
  select ${participantColumns('$5')}, case when p.last_read_seq >= m.seq then 'read'
    when p.last_delivered_seq >= m.seq then 'delivered' else 'sent' end state
  ${THOSE_IT_IS_FOR}
  order by p.last_read_seq >= m.seq desc, p.last_delivered_seq >= m.seq desc, p.id limit $3 offset $4`;

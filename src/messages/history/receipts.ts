import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DataSource, type SelectQueryBuilder } from 'typeorm';

import { ChatAccess } from '../../chats/access/chat-access.js';
import { Participant } from '../../chats/chat.entity.js';
import { isPresent } from '../../chats/membership.js';
import { participantColumns, type ParticipantRow } from '../../chats/participants/participants.js';
import type { ReceiptState, ReceiptsView, ReceiptView } from '../../contract/views/reading.view.js';
import { readWords, writeWords } from '../../platform/text/cursor.js';
import { OnlineStatuses } from '../../users/online-statuses.js';
import { Message } from '../message.entity.js';
import { MessageReader } from './message-reader.js';

/** The cursor of a list of messages of all chats that is sorted by a time: the sort key of the last message of a page. */
interface TimeCursor {
  /** Microseconds since 1970, as digits: see `microsOf`. */
  at: string;
  id: string;
  chat_id: string;
}

export const microsOf = (column: string): string => `(extract(epoch from ${column}) * 1000000)::bigint`;

export function writeCursor({ at, id, chat_id }: TimeCursor): string {
  return writeWords([at, id, chat_id]);
}

/** @throws AppError request.invalid if `writeCursor` did not make it */
export function readCursor(cursor: string): [at: string, id: string, chatId: string] {
  return readWords<[string, string, string]>(cursor, [areMicros, isUUID, isUUID]);
}

const areMicros = (word: string): boolean => /^\d{1,17}$/.test(word);

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
 * Reads who has read and who has received a message, from the marks of the participants: there is no row per reader. People who joined later are
 * left out, because their marks begin above the message.
 */
@Injectable()
export class Receipts {
  constructor(
    private readonly access: ChatAccess,
    private readonly reader: MessageReader,
    private readonly statuses: OnlineStatuses,
    private readonly database: DataSource,
  ) {}

  /** One page of the receipts of a message. @throws AppError chat.not_found, message.not_found */
  async of(userId: string, chatId: string, messageId: string, part: Part): Promise<ReceiptsPage> {
    const chat = await this.access.open(userId, chatId);
    const { id, seq } = await this.reader.one(chat, messageId);
    const counts = await this.count(chat.chatId, id);
    const receipts = await this.page(userId, chat.chatId, id, part);
    const data = { messageId: id, seq, ...counts, receipts: receipts.slice(0, part.limit) };
    return { data, hasMore: receipts.length > part.limit };
  }

  private async count(chatId: string, id: string): Promise<Counts> {
    const counts = await this.readers(chatId, id)
      .select('count(*)::int', 'people')
      .addSelect(`(count(*) filter (where ${HAS_READ}))::int`, 'readCount')
      .addSelect(`(count(*) filter (where ${HAS_RECEIVED}))::int`, 'deliveredCount')
      .getRawOne<Counts>();
    return counts ?? { people: 0, readCount: 0, deliveredCount: 0 };
  }

  private async page(viewerId: string, chatId: string, id: string, { page, limit }: Part): Promise<ReceiptView[]> {
    const found = await this.readers(chatId, id)
      .select(participantColumns(':viewerId'))
      .addSelect(`case when ${HAS_READ} then 'read' when ${HAS_RECEIVED} then 'delivered' else 'sent' end`, 'state')
      .setParameter('viewerId', viewerId)
      .orderBy(HAS_READ, 'DESC')
      .addOrderBy(HAS_RECEIVED, 'DESC')
      .addOrderBy('p.id')
      .limit(limit + 1)
      .offset((page - 1) * limit)
      .getRawMany<ParticipantRow & { state: ReceiptState }>();
    return found.map((row) => ({ participantId: row.id, user: this.statuses.view(row.user), state: row.state }));
  }

  /** The participants `p`, and their users `u`, who were in the chat when a message `m` was sent and are in it now, without its sender. */
  private readers(chatId: string, id: string): SelectQueryBuilder<Participant> {
    return this.database.manager
      .createQueryBuilder(Participant, 'p')
      .innerJoin('p.user', 'u')
      .innerJoin(Message, 'm', 'm.chatId = p.chatId and m.participantId <> p.id and p.joinedRev < m.sentRev')
      .where('m.chatId = :chatId and m.id = :id', { chatId, id })
      .andWhere(isPresent('p'));
  }
}

const HAS_READ = 'p.lastReadSeq >= m.seq';
const HAS_RECEIVED = 'p.lastDeliveredSeq >= m.seq';

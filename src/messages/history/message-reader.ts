import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DataSource, type EntityManager } from 'typeorm';

import type { OpenChat } from '../../chats/access/chat-access.js';
import { deletedAt, MESSAGE_COLUMNS, MESSAGE_JOINS, type MessageRow, sharedMessageView } from '../views/message-row.js';
import { type RevRange, REV_RANGES, revRangeValues } from '../../chats/timeline/rev-range.js';
import type { MessageView, SharedMessageView } from '../../contract/views/message.view.js';
import { rows } from '../../platform/database/rows.js';
import { AppError } from '../../platform/errors/app-error.js';
import { messageView, readerColumns, type ReaderRow } from './reader-row.js';

type Reader = Pick<OpenChat, 'chatId' | 'participantId'>;

const BY_SEQ = 'm.seq desc';
const BY_PIN = 'm.pinned_at desc, m.seq desc';

/** Reads the messages of a chat as its participant sees them. */
@Injectable()
export class MessageReader {
  constructor(private readonly database: DataSource) {}

  /** The messages numbered `from` to `to`, newest first: a range of the dense `seq`, as quick at any depth. */
  range(chat: OpenChat, from: number, to: number): Promise<MessageView[]> {
    return this.select(chat, 'm.seq between $3 and $4', [from, to]);
  }

  /** Those that are pinned, the last one first, without those the reader does not see. */
  async pinned(chat: OpenChat): Promise<MessageView[]> {
    const found = await this.select(chat, 'm.pinned_at is not null and m.seq <= $3', [chat.lastSeq], { order: BY_PIN });
    return found.filter(({ pinnedAt }) => pinnedAt !== null);
  }

  /** @throws AppError message.not_found, also when `id` is no UUID */
  async one(chat: Reader, id: string): Promise<MessageView> {
    const [message] = isUUID(id) ? await this.select(chat, 'm.id = $3', [id]) : [];
    if (!message) throw new AppError('message.not_found');
    return message;
  }

  /** Messages of several chats in one query, each as somebody there sees it. @returns one for each, in their order; undefined where there is none */
  async each(wanted: (Reader & { messageId: string })[]): Promise<(MessageView | undefined)[]> {
    const found = await rows<ReaderRow & { place: number }>(this.database, EACH, [
      wanted.map(({ chatId }) => chatId),
      wanted.map(({ participantId }) => participantId),
      wanted.map(({ messageId }) => messageId),
    ]);
    const byPlace = new Map(found.map((row) => [row.place, row]));
    return wanted.map((_, index) => {
      const row = byPlace.get(index + 1);
      return row && messageView(row);
    });
  }

  /** Also a deleted one, whoever sent it. */
  async isThere(chatId: string, id: string): Promise<boolean> {
    const sql = 'select 1 from messages where chat_id = $1 and id = $2';
    return (await rows(this.database, sql, [chatId, id])).length > 0;
  }

  /** One that is there, as everybody sees it. @param on the transaction that changes it, where there is one */
  async shared(chatId: string, id: string, on: DataSource | EntityManager = this.database): Promise<SharedMessageView> {
    const [found] = await this.allShared(chatId, [id], on);
    if (!found) throw new AppError('message.not_found');
    return found;
  }

  /** Several of them, oldest first. */
  async allShared(chatId: string, ids: string[], on: DataSource | EntityManager): Promise<SharedMessageView[]> {
    const found = await rows<MessageRow>(
      on,
      `select ${MESSAGE_COLUMNS} from messages m ${MESSAGE_JOINS}
       where m.chat_id = $1 and m.id = any ($2::uuid[]) order by m.seq`,
      [chatId, ids],
    );
    return found.map(sharedMessageView);
  }

  /**
   * Messages whose folded text matches a LIKE pattern, newest first. Messages sent after access was checked are left out: the reader
   * may have been removed since.
   */
  matching(
    chat: OpenChat,
    pattern: string,
    { limit, offset }: { limit: number; offset: number },
    on: EntityManager,
  ): Promise<MessageView[]> {
    const fits = `coalesce(m.folded, m.body) like $3 and m.seq <= $6 and ${deletedAt('m')} is null and not exists (
      select from hidden_messages h where h.chat_id = m.chat_id and h.participant_id = $2 and h.message_id = m.id)
      and not exists (select from participants p where p.id = $2 and p.hidden_seq >= m.seq)`;
    const values = [pattern, limit, offset, chat.lastSeq];
    return this.select(chat, fits, values, { order: `${BY_SEQ} limit $4 offset $5`, on });
  }

  /** The sends above `seq` as everybody sees those messages now, oldest first: what a feed reads to fill a hole. */
  async since(chatId: string, seq: number, limit: number): Promise<SharedMessageView[]> {
    const found = await rows<MessageRow & { sent_rev: number }>(
      this.database,
      `select ${MESSAGE_COLUMNS} from messages m ${MESSAGE_JOINS}
       where m.chat_id = $1 and m.seq > $2 order by m.seq limit $3`,
      [chatId, seq, limit],
    );
    return found.map((row) => ({ ...sharedMessageView(row), rev: row.sent_rev }));
  }

  /**
   * The messages sent in ranges of several chats, oldest first, each as its reader sees it, in one query. A range of n changes has at
   * most n messages: with that limit the planner uses the index of `seq`.
   */
  async within(stretches: RevRange[], on: EntityManager): Promise<MessageView[]> {
    const found = await rows<ReaderRow>(
      on,
      `select ${MESSAGE_COLUMNS}, ${readerColumns('w.participant_id')}
       from ${REV_RANGES}
       cross join lateral (
         select * from messages where chat_id = w.chat_id and seq > w.seq and seq <= w.seq + w.up_to - w.rev
           and sent_rev > w.rev and sent_rev <= w.up_to order by seq limit w.up_to - w.rev) m
       ${MESSAGE_JOINS} order by m.chat_id, m.seq`,
      revRangeValues(stretches),
    );
    return found.map(messageView);
  }

  private async select(
    chat: Reader,
    where: string,
    values: unknown[],
    { order = BY_SEQ, on = this.database }: { order?: string; on?: DataSource | EntityManager } = {},
  ): Promise<MessageView[]> {
    const found = await rows<ReaderRow>(
      on,
      `select ${MESSAGE_COLUMNS}, ${readerColumns('$2')} from messages m ${MESSAGE_JOINS}
       where m.chat_id = $1 and ${where} order by ${order}`,
      [chat.chatId, chat.participantId, ...values],
    );
    return found.map(messageView);
  }
}

const EACH = `
  select ${MESSAGE_COLUMNS}, ${readerColumns('w.participant_id')}, w.place::int place
  from unnest($1::uuid[], $2::uuid[], $3::uuid[]) with ordinality w (chat_id, participant_id, message_id, place)
  cross join lateral (select * from messages where chat_id = w.chat_id and id = w.message_id limit 1) m
  ${MESSAGE_JOINS}`;

/** What was said before they came is nothing to act on. @throws AppError message.deleted, as for any tombstone */
export function mustBeSeen({ seq }: MessageView, { hiddenSeq }: OpenChat): void {
  if (seq <= hiddenSeq) throw new AppError('message.deleted');
}

import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DataSource, type EntityManager } from 'typeorm';

import type { OpenChat } from '../../chats/access/chat-access.js';
import { type RevRange, revRangeValues } from '../../chats/timeline/timeline.sql.js';
import type { MessageView, SharedMessageView } from '../../contract/views/message.view.js';
import { rows } from '../../platform/database/rows.js';
import { AppError } from '../../platform/errors/app-error.js';
import { Message } from '../message.entity.js';
import { type MessageRow, readerView, sharedMessageView } from '../views/message-row.js';
import {
  messageView,
  type ReaderOfEach,
  type ReaderRow,
  SEEN_BY_ID,
  SEEN_EACH,
  SEEN_PINNED,
  SEEN_RANGE,
  SENT_WITHIN,
  SHARED_BY_ID,
  SHARED_SINCE,
} from './history.sql.js';

/** Nobody's participant id, with which the app reads: nobody has hidden, starred or chosen anything. */
export const NOBODY = '00000000-0000-0000-0000-000000000000';

type Reader = Pick<OpenChat, 'chatId' | 'participantId'>;

/** Reads messages of chats as a participant sees them, or as everybody does. */
@Injectable()
export class MessageReader {
  constructor(private readonly database: DataSource) {}

  /** The messages from `seq` `from` to `seq` `to`, newest first. It is equally fast at any depth, because `seq` has no gaps. */
  range(chat: OpenChat, from: number, to: number): Promise<MessageView[]> {
    return this.read(chat, SEEN_RANGE, [from, to]);
  }

  /** The pinned messages, the one pinned last first, without those that the reader sees as tombstones. */
  async pinned(chat: OpenChat): Promise<MessageView[]> {
    const found = await this.read(chat, SEEN_PINNED, [chat.lastSeq]);
    return found.filter(({ pinnedAt }) => pinnedAt !== null);
  }

  /** @throws AppError message.not_found, also when `id` is no UUID */
  async one(chat: Reader, id: string): Promise<MessageView> {
    const [message] = isUUID(id) ? await this.read(chat, SEEN_BY_ID, [id]) : [];
    if (!message) throw new AppError('message.not_found');
    return message;
  }

  /**
   * Reads messages of several chats in one query, each as one participant there sees it. A message with many readers is read once.
   * @returns one entry for each, in their order; undefined if there is no such message
   */
  async each(wanted: (Reader & { messageId: string })[]): Promise<(MessageView | undefined)[]> {
    const found = await rows<MessageRow & { readers: ReaderOfEach[] }>(this.database, SEEN_EACH, [
      wanted.map(({ chatId }) => chatId),
      wanted.map(({ participantId }) => participantId),
      wanted.map(({ messageId }) => messageId),
    ]);
    const seen = new Map<number, MessageView>();
    for (const { readers, ...row } of found) {
      const message = sharedMessageView(row);
      for (const reader of readers) seen.set(reader.place, readerView(message, reader));
    }
    return wanted.map((_, index) => seen.get(index + 1));
  }

  /** Whether a chat has a message with this id, deleted or not, whoever sent it. */
  async isThere(chatId: string, id: string): Promise<boolean> {
    return this.database.manager.existsBy(Message, { chatId, id });
  }

  /**
   * One message as everybody sees it.
   * @param on the transaction that changes it, if there is one
   * @throws AppError message.not_found
   */
  async shared(chatId: string, id: string, on: DataSource | EntityManager = this.database): Promise<SharedMessageView> {
    const [found] = await this.allShared(chatId, [id], on);
    if (!found) throw new AppError('message.not_found');
    return found;
  }

  /** Several messages as everybody sees them, oldest first. */
  async allShared(
    chatId: string,
    ids: string[],
    on: DataSource | EntityManager = this.database,
  ): Promise<SharedMessageView[]> {
    return (await rows<MessageRow>(on, SHARED_BY_ID, [chatId, ids])).map(sharedMessageView);
  }

  /** The messages sent above `seq`, as everybody sees them now, oldest first. The feed fills gaps with them. */
  async since(chatId: string, seq: number, limit: number): Promise<SharedMessageView[]> {
    const found = await rows<MessageRow & { sent_rev: number }>(this.database, SHARED_SINCE, [chatId, seq, limit]);
    return found.map((row) => ({ ...sharedMessageView(row), rev: row.sent_rev }));
  }

  /** The messages sent in ranges of several chats, oldest first, each as its reader sees it, in one query. */
  async within(ranges: RevRange[], on: EntityManager): Promise<MessageView[]> {
    return (await rows<ReaderRow>(on, SENT_WITHIN, revRangeValues(ranges))).map(messageView);
  }

  /** @param statement one with the chat as `$1` and the participant who reads as `$2` */
  private async read(
    { chatId, participantId }: Reader,
    statement: string,
    values: unknown[],
    on: DataSource | EntityManager = this.database,
  ): Promise<MessageView[]> {
    return (await rows<ReaderRow>(on, statement, [chatId, participantId, ...values])).map(messageView);
  }
}

/** Checks that a message is not in the part of the chat that is hidden from a participant. @throws AppError message.deleted */
export function mustBeSeen({ seq }: MessageView, { hiddenSeq }: OpenChat): void {
  if (seq <= hiddenSeq) throw new AppError('message.deleted');
}

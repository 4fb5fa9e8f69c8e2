import { Injectable } from '@nestjs/common';

import { ChatAccess, type OpenChat } from '../../chats/access/chat-access.js';
import type { PageMeta } from '../../contract/envelope.js';
import { type HistoryDto, PAGE_SIZE } from '../../contract/dto/message.dto.js';
import type { MessageView } from '../../contract/views/message.view.js';
import { AppError, invalid } from '../../platform/errors/app-error.js';
import { MessageReader, NOBODY } from './message-reader.js';

export interface MessagePage {
  data: MessageView[];
  meta: PageMeta;
}

interface Range {
  from: number;
  to: number;
}

/** Reads pages of messages, and single messages. */
@Injectable()
export class History {
  constructor(
    private readonly access: ChatAccess,
    private readonly messages: MessageReader,
  ) {}

  /**
   * One page of messages with consecutive `seq`, newest first. It is shorter than the limit only at an end of the chat, and empty beyond it.
   * @throws AppError chat.not_found, request.invalid
   */
  async page(userId: string, chatId: string, query: HistoryDto): Promise<MessagePage> {
    return this.pageOf(await this.access.open(userId, chatId), query);
  }

  /** The same page for the back end of an app, which reads any chat and sees what nobody has hidden. @throws AppError request.invalid */
  pageForApp(chat: Pick<OpenChat, 'chatId' | 'lastSeq'>, query: HistoryDto): Promise<MessagePage> {
    return this.pageOf({ ...chat, participantId: NOBODY, blocked: false, hiddenSeq: 0 }, query);
  }

  private async pageOf(chat: OpenChat, query: HistoryDto): Promise<MessagePage> {
    const perPage = query.limit ?? PAGE_SIZE;
    const { from, to } = rangeOf(query, perPage, chat.lastSeq);
    const data = to < Math.max(from, 1) ? [] : await this.messages.range(chat, from, to);
    const hasMore = query.after === undefined ? from > 1 && to >= 1 : to < chat.lastSeq;
    return { data, meta: { page: pageOf(query), perPage, lastSeq: chat.lastSeq, hasMore } };
  }

  /** @throws AppError chat.not_found, message.not_found */
  async one(userId: string, chatId: string, messageId: string): Promise<MessageView> {
    const chat = await this.access.open(userId, chatId);
    const message = await this.messages.one(chat, messageId);
    if (message.seq > chat.lastSeq) throw new AppError('message.not_found'); // sent after access was checked: the user may have been removed since
    return message;
  }
}

function rangeOf({ page, before, after, around, asOf }: HistoryDto, perPage: number, lastSeq: number): Range {
  if ([page, before, after, around].filter((given) => given !== undefined).length > 1) {
    throw invalid('page', 'oneOf', 'give one of page, before, after and around');
  }
  if (around !== undefined) return rangeAround(around, perPage, lastSeq);
  if (after !== undefined) return { from: after + 1, to: Math.min(after + perPage, lastSeq) };
  const newest = before === undefined ? Math.min(asOf ?? lastSeq, lastSeq) : Math.min(before - 1, lastSeq);
  const to = newest - ((page ?? 1) - 1) * perPage;
  return { from: to - perPage + 1, to };
}

/** The message with the `seq` `around`, and as many on both sides. Near an end of the chat there are more on the other side. */
function rangeAround(around: number, perPage: number, lastSeq: number): Range {
  const first = Math.min(around - Math.floor(perPage / 2), lastSeq - perPage + 1);
  const from = Math.max(first, 1);
  return { from, to: Math.min(from + perPage - 1, lastSeq) };
}

function pageOf({ page, before, after, around }: HistoryDto): number | null {
  return [before, after, around].every((given) => given === undefined) ? (page ?? 1) : null;
}

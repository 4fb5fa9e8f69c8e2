import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';

import { ChatAccess } from '../../chats/access/chat-access.js';
import type { ForwardDto } from '../../contract/dto/message.dto.js';
import type { ForwardedView, MessageExtras, MessageKind, MessageView } from '../../contract/views/message.view.js';
import { rows } from '../../platform/database/rows.js';
import { AppError } from '../../platform/errors/app-error.js';
import { fold } from '../../platform/text/fold.js';
import type { Send } from './append-messages.js';
import { contentHash } from './content-hash.js';
import { History } from '../history/history.js';
import { MessagesService, type SentMessage } from './messages.service.js';

/** Not forwarded: polls and system messages, which belong to one chat, and disappearing messages, whose copy would stay. */
const FORWARDED: MessageKind[] = ['text', 'media', 'location', 'contact'];

/** Forwards messages to other chats, with their origin. */
@Injectable()
export class Forwards {
  constructor(
    private readonly access: ChatAccess,
    private readonly history: History,
    private readonly messages: MessagesService,
    private readonly database: DataSource,
  ) {}

  /**
   * @param chatId where to
   * @throws AppError chat.not_found for either chat, message.not_found, message.deleted, message.not_forwardable,
   *   media.not_found, and whatever sends are refused with
   */
  async forward(userId: string, chatId: string, { id = uuidv7(), ...origin }: ForwardDto): Promise<SentMessage> {
    const target = await this.access.open(userId, chatId);
    this.messages.countSend(userId, target.chatId);
    const send = { ...nothingOf(origin), id, chatId: target.chatId, userId };
    // a retry answers what was sent the first time, also when the origin has changed
    if (await this.messages.isSent(send)) return this.messages.store(send);
    const message = await this.history.one(userId, origin.chatId, origin.messageId);
    if (!FORWARDED.includes(message.kind)) throw new AppError('message.not_forwardable');
    if (message.deletedAt !== null) throw new AppError('message.deleted');
    if (message.expiresAt !== null) throw new AppError('message.not_forwardable');
    return this.messages.store({ ...send, ...contentOf(message), uploads: await this.uploadsOf(message) });
  }

  /** Whoever may see a message may see its files, and forward them. */
  private async uploadsOf({ chatId, id }: MessageView): Promise<string[]> {
    const sql = 'select media_id from attachments where chat_id = $1 and message_id = $2';
    return (await rows<{ media_id: string }>(this.database, sql, [chatId, id])).map(({ media_id }) => media_id);
  }
}

/** The hash is of the request, not of the content: the origin may be edited between a request and its retry. */
function nothingOf({ chatId, messageId }: Omit<ForwardDto, 'id'>): Omit<Send, 'id' | 'chatId' | 'userId'> {
  const hash = contentHash(['forwarded', chatId.toLowerCase(), messageId.toLowerCase()]);
  const none = { folded: null, reply: null, media: null, mentions: null, extras: null };
  return { ...none, body: '', uploads: [], mentionsAll: false, kind: 'text', hash };
}

/** Mentions are dropped: they name participants of the other chat. */
function contentOf(message: MessageView): Pick<Send, 'body' | 'folded' | 'media' | 'kind' | 'extras'> {
  const { kind, message: body, media, attachments } = message;
  const folded = fold(body);
  const carried = attachments.filter((one) => one.kind !== 'poll');
  const extras: MessageExtras = {
    forwarded: message.forwarded ?? originOf(message),
    ...(carried.length > 0 && { attachments: carried }),
  };
  return { kind, body, folded: folded === body ? null : folded, media: media.length > 0 ? media : null, extras };
}

function originOf({ chatId, id, sender, createdAt }: MessageView): ForwardedView {
  return { chatId, messageId: id, sender, createdAt };
}

import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { newId } from '../../platform/process/new-id.js';

import { attachmentsFor } from '../views/attachments-view.js';
import { ChatAccess } from '../../chats/access/chat-access.js';
import type { MediaItemDto } from '../../contract/dto/attachment.dto.js';
import type { MessageView, SharedMessageView } from '../../contract/views/message.view.js';
import { MediaLibrary } from '../../media/media-library.js';
import { AppError, invalid } from '../../platform/errors/app-error.js';
import { Allowances } from '../../platform/load/allowances.js';
import { MessageReader } from '../history/message-reader.js';
import { MessageWriter } from './append-messages.js';
import { contentHash, type MessageContent, type Send, sendOf, storedContent } from './send.js';

/** The input of a send, the same for REST and sockets. */
export interface Draft extends MessageContent {
  id?: string;
  /** Absent is the same as empty. */
  message?: string;
  reply?: string;
  media?: MediaItemDto[];
}

export interface SentMessage {
  message: MessageView;
  /** This id was sent before, with the same content. */
  replayed: boolean;
}

/** Sends messages, for REST, sockets and scheduled messages alike. */
@Injectable()
export class MessagesService {
  constructor(
    private readonly writer: MessageWriter,
    private readonly library: MediaLibrary,
    private readonly access: ChatAccess,
    private readonly reader: MessageReader,
    private readonly allowances: Allowances,
  ) {}

  /** Sends a message. @throws AppError media.not_found, rate.limited, overloaded, and the refusals of `REFUSED_SENDS` */
  async send(userId: string, chatId: string, draft: Draft): Promise<SentMessage> {
    if (!isUUID(chatId)) throw new AppError('chat.not_found');
    this.countSend(userId, chatId.toLowerCase());
    return this.store(await this.prepareNew(userId, chatId.toLowerCase(), draft));
  }

  /** Makes a send that is to be stored now. @throws AppError media.not_found; request.invalid for a poll that has ended, unless it is a retry */
  async prepareNew(userId: string, chatId: string, draft: Draft): Promise<Send> {
    const send = await this.prepare(userId, chatId, draft);
    const { closesAt } = draft.poll ?? {};
    if (closesAt !== undefined && Date.parse(closesAt) <= Date.now()) await this.mustBeRetry(send);
    return send;
  }

  /** Takes one send from the allowance of a user for a chat. @throws AppError rate.limited */
  countSend(userId: string, chatId: string): void {
    this.allowances.take('sends', `${userId} ${chatId}`);
  }

  /** Whether a message with this id exists, whoever sent it. */
  async isSent({ chatId, id }: Pick<Send, 'chatId' | 'id'>): Promise<boolean> {
    return this.reader.isThere(chatId, id);
  }

  /** Stores a prepared send. Permission is checked under the lock of the chat. @throws AppError overloaded, and the refusals of `REFUSED_SENDS` */
  async store(send: Send): Promise<SentMessage> {
    const stored = await this.writer.send(send);
    if (stored) return { message: ofSender(stored), replayed: false };
    return { message: await this.sentBefore(send), replayed: true };
  }

  /** Makes the send that `store` takes. @throws AppError media.not_found */
  async prepare(userId: string, chatId: string, draft: Draft): Promise<Send> {
    const { id = newId(), message = '', reply = null, media } = draft;
    const attached = media && (await this.library.resolve(media, userId));
    const { kind, print, mentions, mentionsAll, extras } = storedContent(draft);
    return sendOf(
      { id, chatId, userId },
      {
        body: message,
        reply,
        media: attached?.views,
        uploads: attached?.uploads,
        hash: contentHash([message, reply, attached?.fingerprint ?? null, ...print]),
        kind: kind ?? (attached ? 'media' : 'text'),
        mentions,
        mentionsAll,
        extras,
      },
    );
  }

  /** A poll must end in the future, except in a retry of a send that was stored before the end. */
  private async mustBeRetry(send: Send): Promise<void> {
    await this.access.open(send.userId, send.chatId);
    if (!(await this.isSent(send))) throw invalid('poll.closesAt', 'isFuture', 'poll.closesAt must not be past');
  }

  /** The stored message as it is now, perhaps edited or deleted. It is not pushed again: nodes find lost pushes in the journal. */
  private async sentBefore({ userId, chatId, id }: Send): Promise<MessageView> {
    return this.reader.one(await this.access.open(userId, chatId), id);
  }
}

/** A new message is neither starred nor voted on. */
export function ofSender(stored: SharedMessageView): MessageView {
  return { ...stored, attachments: attachmentsFor(stored.attachments, null), starred: false };
}

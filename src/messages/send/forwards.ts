import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { newId } from '../../platform/process/new-id.js';

import { ChatAccess } from '../../chats/access/chat-access.js';
import type { ForwardDto } from '../../contract/dto/message.dto.js';
import type { ForwardedView, MessageExtras, MessageKind, MessageView } from '../../contract/views/message.view.js';
import { AppError } from '../../platform/errors/app-error.js';
import { History } from '../history/history.js';
import { Attachment } from '../message.entity.js';
import { MessagesService, type SentMessage } from './messages.service.js';
import { contentHash, type Send, sendOf } from './send.js';

/**
 * The kinds that can be forwarded. Polls and system messages belong to one chat. Messages that expire are refused, too, because the copy would
 * stay.
 */
const FORWARDED: MessageKind[] = ['text', 'media', 'location', 'contact', 'custom'];

/** Forwards messages to other chats, with their origin. */
@Injectable()
export class Forwards {
  constructor(
    private readonly access: ChatAccess,
    private readonly history: History,
    private readonly messages: MessagesService,
    @InjectRepository(Attachment) private readonly attachments: Repository<Attachment>,
  ) {}

  /**
   * Forwards a message.
   * @param chatId the target; the origin is in the DTO
   * @throws AppError chat.not_found for either chat, message.not_found, message.deleted, message.not_forwardable, media.not_found, rate.limited,
   *   and those of all sends
   */
  async forward(userId: string, chatId: string, { id = newId(), ...origin }: ForwardDto): Promise<SentMessage> {
    const target = await this.access.open(userId, chatId);
    this.messages.countSend(userId, target.chatId);
    const to = { id, chatId: target.chatId, userId };
    const hash = hashOf(origin);
    const send = sendOf(to, { hash });
    // a retry gets the message that was sent the first time, even if the origin has changed since
    if (await this.messages.isSent(send)) return this.messages.store(send);
    const message = await this.history.one(userId, origin.chatId, origin.messageId);
    if (!FORWARDED.includes(message.kind)) throw new AppError('message.not_forwardable');
    if (message.deletedAt !== null) throw new AppError('message.deleted');
    if (message.expiresAt !== null) throw new AppError('message.not_forwardable');
    return this.messages.store(sendOf(to, { hash, ...contentOf(message), uploads: await this.uploadsOf(message) }));
  }

  /** A person who may see a message may see its files, and forward them. */
  private async uploadsOf({ chatId, id }: MessageView): Promise<string[]> {
    return (await this.attachments.findBy({ chatId, messageId: id })).map(({ mediaId }) => mediaId);
  }
}

/** The hash is of the request, not of the content: the origin may be edited between a request and its retry. */
function hashOf({ chatId, messageId }: Omit<ForwardDto, 'id'>): Buffer {
  return contentHash(['forwarded', chatId.toLowerCase(), messageId.toLowerCase()]);
}

/** Mentions are dropped: they name participants of the other chat. */
function contentOf(message: MessageView): Pick<Send, 'body' | 'media' | 'kind' | 'extras'> {
  const { kind, message: body, media, attachments, data } = message;
  const carried = attachments.filter((one) => one.kind !== 'poll');
  const extras: MessageExtras = {
    forwarded: message.forwarded ?? originOf(message),
    ...(carried.length > 0 && { attachments: carried }),
    ...(data && { data }),
  };
  return { kind, body, media: media.length > 0 ? media : null, extras };
}

function originOf({ chatId, id, sender, createdAt }: MessageView): ForwardedView {
  return { chatId, messageId: id, sender, createdAt };
}

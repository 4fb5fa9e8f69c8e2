import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { isUUID } from 'class-validator';
import { Any, type EntityManager, type Repository } from 'typeorm';

import { ChatAccess, type OpenChat } from '../../chats/access/chat-access.js';
import { type ErrorCode, ERRORS } from '../../contract/errors.js';
import type { ScheduledMessageView } from '../../contract/views/scheduling.view.js';
import { Media } from '../../media/media.entity.js';
import { type Send, sendOf } from '../../messages/send/send.js';
import { attachmentsFor, attachmentsView } from '../../messages/views/attachments-view.js';
import type { Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { ScheduledMessage, ScheduledUpload } from '../scheduling.entity.js';

/** A scheduled message without its relations, as it is read and shown. */
export type Scheduled = Omit<ScheduledMessage, 'participant'>;

/** A scheduled message that is due, with what a send needs besides. */
export interface Due extends Scheduled {
  userId: string;
  /** The account of the sender is deactivated. */
  isDeactivated: boolean;
  /** Ids of the uploads among its media. */
  uploads: string[];
}

/** The columns of a scheduled message that come from a send. */
export function columnsOf({ hash: contentHash, reply: replyTo, ...send }: Send) {
  const { chatId, id, kind, body, media, mentions, mentionsAll, extras } = send;
  return { chatId, id, kind, body, replyTo, media, contentHash, mentions, mentionsAll, extras };
}

/** The send that a scheduled message becomes. */
export function scheduledSend({ contentHash: hash, replyTo: reply, ...due }: Due): Send {
  return sendOf(due, { ...due, hash, reply });
}

export function scheduledView(row: Scheduled): ScheduledMessageView {
  return {
    id: row.id,
    chatId: row.chatId,
    sendAt: row.sendAt.toISOString(),
    kind: row.kind,
    message: row.body,
    media: row.media ?? [],
    attachments: attachmentsFor(attachmentsView(row.extras), null),
    reply: row.replyTo,
    mentions: row.mentions ?? [],
    mentionsAll: row.mentionsAll,
    createdAt: row.createdAt.toISOString(),
    failed: failure(row.failed),
  };
}

const failure = (code: ErrorCode | null): ScheduledMessageView['failed'] =>
  code && { code, message: ERRORS[code].message };

/**
 * Restarts the 24 hours after which the sweep removes the uploads of a scheduled message. It is called before the row is deleted: then the uploads
 * are unused, or belong to the message that was sent.
 */
export async function restartUploadRetention(tx: Tx, { chatId, id }: Pick<Scheduled, 'chatId' | 'id'>): Promise<void> {
  const uploads = await tx.manager.findBy(ScheduledUpload, { chatId, scheduledId: id });
  if (uploads.length === 0) return;
  const ids = uploads.map(({ mediaId }) => mediaId);
  await tx.manager.getRepository(Media).update({ id: Any(ids) }, { createdAt: () => 'now()' });
}

/** Reads scheduled messages. */
@Injectable()
export class ScheduledList {
  constructor(
    private readonly access: ChatAccess,
    @InjectRepository(ScheduledMessage) private readonly scheduled: Repository<ScheduledMessage>,
  ) {}

  /** The scheduled messages of a user in a chat, the next one first. @throws AppError chat.not_found */
  async all(userId: string, chatId: string): Promise<ScheduledMessageView[]> {
    return this.of([await this.access.open(userId, chatId)]);
  }

  /** @throws AppError chat.not_found, scheduled.not_found */
  async one(userId: string, chatId: string, id: string): Promise<ScheduledMessageView> {
    const chat = await this.access.open(userId, chatId);
    const found = await this.find(chat.chatId, id);
    if (found?.participantId !== chat.participantId) throw new AppError('scheduled.not_found');
    return scheduledView(found);
  }

  /** The scheduled message with an id, whoever scheduled it; null if there is none. @param id may be any text */
  async find(chatId: string, id: string): Promise<Scheduled | null> {
    return isUUID(id) ? this.scheduled.findOneBy({ chatId, id }) : null;
  }

  /** The scheduled messages of several participants, the next one first. */
  async of(
    open: Pick<OpenChat, 'participantId'>[],
    on: EntityManager = this.scheduled.manager,
  ): Promise<ScheduledMessageView[]> {
    if (open.length === 0) return [];
    const found = await on.find(ScheduledMessage, {
      where: { participantId: Any(open.map(({ participantId }) => participantId)) },
      order: { sendAt: 'asc', id: 'asc' },
    });
    return found.map(scheduledView);
  }
}

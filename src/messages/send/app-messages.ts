import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { IsNull } from 'typeorm';

import { Chat } from '../../chats/chat.entity.js';
import { addAppParticipant } from '../../chats/participants/app-participant.js';
import { lockChat } from '../../chats/timeline/timeline.js';
import type { MessageView } from '../../contract/views/message.view.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { newId } from '../../platform/process/new-id.js';
import { User } from '../../users/user.entity.js';
import { MessageReader, NOBODY } from '../history/message-reader.js';
import { Message } from '../message.entity.js';
import { MessageWriter, SystemMessages } from './append-messages.js';
import { type Draft, MessagesService, ofSender, type SentMessage } from './messages.service.js';
import { contentHash } from './send.js';

/** Runs at the end of the transaction that stores a message; not for a retry. */
type AfterSend = (tx: Tx, message: MessageView) => Promise<void>;

/** The event of a system message that the app wrote. Its text is the text of the message. */
const EVENT = 'app.message';

/**
 * Sends messages for the back end of an app, each in a transaction of its own with what belongs to it. They do not pass the group commit of
 * people's sends, whose batches know no further writes.
 */
@Injectable()
export class AppMessages {
  constructor(
    private readonly messages: MessagesService,
    private readonly writer: MessageWriter,
    private readonly system: SystemMessages,
    private readonly reader: MessageReader,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Sends a message as a person, with the rights of that person in the chat.
   * @throws AppError chat.not_found; participant.not_found if the person is not in the chat; auth.deactivated; otherwise as `MessagesService.send`
   */
  async sendAs(userId: string, chat: string, draft: Draft, after: AfterSend): Promise<SentMessage> {
    const chatId = idOf(chat);
    const send = await this.messages.prepareNew(userId, chatId, draft);
    const sent = await this.transactions.runInTurn(chatId, async (tx) => {
      await mustExist(tx, chatId);
      const stored = await this.writer.sendIn(tx, send).catch((error: unknown) => {
        const isNotIn = error instanceof AppError && error.code === 'chat.not_found';
        throw isNotIn ? new AppError('participant.not_found') : error;
      });
      if (!stored) return null; // it was sent before, perhaps before a deactivation
      await mustBeActive(tx, userId);
      const message = ofSender(stored);
      await after(tx, message);
      return message;
    });
    return this.answer(chatId, send.id, sent);
  }

  /** Sends a message of kind `system` with a text, as the app. @throws AppError chat.not_found, message.id_taken */
  async send(chat: string, { id = newId(), text }: AppText, after: AfterSend): Promise<SentMessage> {
    const chatId = idOf(chat);
    const hash = contentHash([EVENT, text]);
    const sent = await this.transactions.runInTurn(chatId, async (tx) => {
      await lockChat(tx, chatId);
      const by = await addAppParticipant(tx.manager, chatId);
      const select = { id: true, participantId: true, contentHash: true } as const;
      const before = await tx.manager.findOne(Message, { select, where: { chatId, id } });
      if (before && !(before.participantId === by && before.contentHash.equals(hash))) {
        throw new AppError('message.id_taken');
      }
      if (before) return null;
      const system = { event: EVENT, participantIds: [], value: null };
      const message = ofSender(await this.system.write(tx, chatId, by, system, { id, text, hash }));
      await after(tx, message);
      return message;
    });
    return this.answer(chatId, id, sent);
  }

  /** @param sent null if the message was sent before: then it is answered as it is now */
  private async answer(chatId: string, id: string, sent: MessageView | null): Promise<SentMessage> {
    if (sent) return { message: sent, replayed: false };
    return { message: await this.reader.one({ chatId, participantId: NOBODY }, id), replayed: true };
  }
}

/** @throws AppError chat.not_found when it is no UUID */
function idOf(chat: string): string {
  if (!isUUID(chat)) throw new AppError('chat.not_found');
  return chat.toLowerCase();
}

async function mustExist({ manager }: Tx, id: string): Promise<void> {
  if (!(await manager.existsBy(Chat, { id }))) throw new AppError('chat.not_found');
}

/** @throws AppError auth.deactivated */
async function mustBeActive({ manager }: Tx, id: string): Promise<void> {
  if (!(await manager.existsBy(User, { id, deactivatedAt: IsNull() }))) throw new AppError('auth.deactivated');
}

/** A text that the app says. */
interface AppText {
  id?: string;
  text: string;
}

import { Injectable } from '@nestjs/common';

import { ChatAccess, type OpenChat } from '../../chats/access/chat-access.js';
import { lockParticipant } from '../../chats/access/participant-lock.js';
import { lockChat } from '../../chats/timeline/timeline.js';
import type { MessageView } from '../../contract/views/message.view.js';
import { rows } from '../../platform/database/rows.js';
import { Transactions } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { HIDE } from './editing.sql.js';
import { Erasures } from './erasures.js';
import { type LockedMessage, lockMessage } from '../history/locked-message.js';
import { MessageReader } from '../history/message-reader.js';

/** Deletes messages, for everybody or for one person. A tombstone with the number stays. Idempotent. */
@Injectable()
export class Deletions {
  constructor(
    private readonly access: ChatAccess,
    private readonly reader: MessageReader,
    private readonly erasures: Erasures,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Allowed to the sender, and in a group and its threads to the owner and admins of the group. The content is removed from the tables.
   * @throws AppError chat.not_found, message.not_found, message.not_yours
   */
  async forEveryone(userId: string, chatId: string, messageId: string): Promise<MessageView> {
    const chat = await this.access.open(userId, chatId);
    const { id } = await this.reader.one(chat, messageId);
    await this.transactions.run(async (tx) => {
      await lockChat(tx, chat.chatId);
      const held = await lockMessage(tx, chat, id);
      if (!mayDelete(held, chat)) throw new AppError('message.not_yours');
      if (!held.isDeleted) await this.erasures.erase(tx, chat.chatId, [id], chat.participantId);
    });
    return this.reader.one(chat, id);
  }

  /** Any message, out of the caller's own sight. @throws AppError chat.not_found, message.not_found */
  async forMe(userId: string, chatId: string, messageId: string): Promise<MessageView> {
    const chat = await this.access.open(userId, chatId);
    const { id } = await this.reader.one(chat, messageId);
    await this.transactions.run(async (tx) => {
      await lockParticipant(tx, chat.participantId);
      const [hidden] = await rows<{ mine: number; hidden_at: Date }>(tx.manager, HIDE, [
        chat.chatId,
        chat.participantId,
        id,
      ]);
      if (!hidden) return;
      const deletedAt = hidden.hidden_at.toISOString();
      const payload = { chatId: chat.chatId, messageId: id, deletedAt, mine: hidden.mine };
      tx.publish({ event: 'message.hidden', payload, to: { users: [userId] } });
    });
    return this.reader.one(chat, id);
  }
}

function mayDelete({ participantId, kind, role }: LockedMessage, chat: OpenChat): boolean {
  return kind !== 'system' && (participantId === chat.participantId || role !== 'member');
}

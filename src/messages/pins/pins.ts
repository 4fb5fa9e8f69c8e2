import { Injectable } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';

import { ChatAccess, type OpenChat } from '../../chats/access/chat-access.js';
import { lockChat, numberChanges } from '../../chats/timeline/timeline.js';
import type { MessageView } from '../../contract/views/message.view.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { type LockedMessage, lockMessage } from '../history/locked-message.js';
import { MessageReader } from '../history/message-reader.js';
import { Message } from '../message.entity.js';

/** Maximum number of pinned messages in a chat. */
const MOST_PINS = 50;

/** Pins messages for all participants of a chat. Idempotent. */
@Injectable()
export class Pins {
  constructor(
    private readonly access: ChatAccess,
    private readonly reader: MessageReader,
    private readonly transactions: Transactions,
  ) {}

  /** @returns the chat's pinned messages, the one pinned last first. @throws AppError chat.not_found */
  async list(userId: string, chatId: string): Promise<MessageView[]> {
    return this.reader.pinned(await this.access.open(userId, chatId));
  }

  /**
   * Pins or unpins a message. In a group and its threads the owner and the admins of the group may; in a direct chat and its threads both people.
   * @throws AppError chat.not_found, message.not_found, message.deleted, chat.blocked, chat.not_admin, pin.too_many
   */
  async set(userId: string, chatId: string, messageId: string, pinned: boolean): Promise<MessageView> {
    const chat = await this.access.open(userId, chatId);
    const { id, deletedAt } = await this.reader.one(chat, messageId);
    await this.transactions.runInTurn(chat.chatId, async (tx) => {
      await lockChat(tx, chat.chatId);
      const held = await lockMessage(tx, chat, id);
      if (held.isBlocked) throw new AppError('chat.blocked');
      if (!mayPin(held)) throw new AppError('chat.not_admin');
      if (pinned && (held.isDeleted || deletedAt !== null)) throw new AppError('message.deleted');
      if (held.isPinned !== pinned) await this.write(tx, chat, id, pinned);
    });
    return this.reader.one(chat, id);
  }

  private async write(tx: Tx, { chatId }: OpenChat, id: string, pinned: boolean): Promise<void> {
    if (pinned) await leaveRoom(tx, chatId);
    const [rev] = await numberChanges(tx, chatId, [{ kind: 'message.updated', subjectId: id }]);
    // not `now()`, which is when the transaction began: pins are sorted in the order in which they got the lock
    const pinnedAt = pinned ? () => 'clock_timestamp()' : null;
    await tx.manager.getRepository(Message).update({ chatId, id }, { pinnedAt, changedRev: rev });
    tx.publish({ event: 'message.updated', payload: await this.reader.shared(chatId, id, tx.manager) });
  }
}

const mayPin = ({ role, rules }: LockedMessage): boolean => rules !== 'group' || role !== 'member';

async function leaveRoom(tx: Tx, chatId: string): Promise<void> {
  const pins = await tx.manager.countBy(Message, { chatId, pinnedAt: Not(IsNull()) });
  if (pins >= MOST_PINS) throw new AppError('pin.too_many', { params: { limit: MOST_PINS } });
}

import { Injectable } from '@nestjs/common';

import { ChatAccess, type OpenChat } from '../chats/chat-access.js';
import { lockSeat } from '../chats/membership.js';
import type { MessageView } from '../contract/message.view.js';
import { rows } from '../platform/database/rows.js';
import { Transactions, type Tx } from '../platform/database/transactions.js';
import { AppError } from '../platform/errors/app-error.js';
import { InTurn } from '../platform/in-turn.js';
import { MessageReader } from './message-reader.js';

/** Messages a participant keeps at hand; nobody else sees it. */
@Injectable()
export class Stars {
  /** Two changes at once reach the other devices in the order they were made. */
  private readonly turns = new InTurn();

  constructor(
    private readonly access: ChatAccess,
    private readonly messages: MessageReader,
    private readonly transactions: Transactions,
  ) {}

  /**
   * @param participantId must be the caller's own
   * @throws AppError chat.not_found, participant.not_you, message.not_found
   */
  async toggle(userId: string, chatId: string, messageId: string, participantId: string): Promise<MessageView> {
    const chat = await this.access.open(userId, chatId);
    if (participantId.toLowerCase() !== chat.participantId) throw new AppError('participant.not_you');
    return this.set(userId, chat, messageId);
  }

  /** @throws AppError chat.not_found, message.not_found */
  async star(userId: string, chatId: string, messageId: string, starred: boolean): Promise<MessageView> {
    return this.set(userId, await this.access.open(userId, chatId), messageId, starred);
  }

  /** @param wanted the state to have; the other one than now when undefined */
  private async set(userId: string, chat: OpenChat, messageId: string, wanted?: boolean): Promise<MessageView> {
    const message = await this.messages.one(chat, messageId);
    const change = async (tx: Tx) => {
      const now = await write(tx, chat, message.id, wanted);
      const payload = { chatId: chat.chatId, messageId: message.id, starred: now };
      tx.publish({ event: 'message.starred', payload, to: { users: [userId] } });
      return now;
    };
    const starred = await this.turns.run(chat.participantId, () => this.transactions.run(change));
    return { ...message, starred };
  }
}

/** Under the lock of the participant's own row, so that two toggles at once both count. */
async function write(tx: Tx, chat: OpenChat, messageId: string, wanted?: boolean): Promise<boolean> {
  await lockSeat(tx, chat.participantId);
  const key = [chat.chatId, chat.participantId, messageId];
  if (wanted !== true) {
    const sql = 'delete from stars where chat_id = $1 and participant_id = $2 and message_id = $3 returning true';
    const removed = await rows(tx.manager, sql, key);
    if (removed.length > 0 || wanted === false) return false;
  }
  const sql = 'insert into stars (chat_id, participant_id, message_id) values ($1, $2, $3) on conflict do nothing';
  await tx.manager.query(sql, key);
  return true;
}

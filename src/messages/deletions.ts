import { Injectable } from '@nestjs/common';

import { ChatAccess, type OpenChat } from '../chats/chat-access.js';
import { lockSeat } from '../chats/membership.js';
import { lockChat, numberChanges } from '../chats/timeline.js';
import type { MessageView } from '../contract/message.view.js';
import { rows } from '../platform/database/rows.js';
import { Transactions, type Tx } from '../platform/database/transactions.js';
import { AppError } from '../platform/errors/app-error.js';
import { MessageReader } from './message-reader.js';
import { type HeldMessage, holdMessage } from './held-message.js';

/** Takes messages away, for everybody or for one. Their numbers stay, and a tombstone at each. Doing it twice is doing it once. */
@Injectable()
export class Deletions {
  constructor(
    private readonly access: ChatAccess,
    private readonly reader: MessageReader,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Its sender may, and in a group its owner and admins. What it said is gone from the tables.
   * @throws AppError chat.not_found, message.not_found, message.not_yours
   */
  async forEveryone(userId: string, chatId: string, messageId: string): Promise<MessageView> {
    const chat = await this.access.open(userId, chatId);
    const { id } = await this.reader.one(chat, messageId);
    await this.transactions.run(async (tx) => {
      await lockChat(tx, chat.chatId);
      const held = await holdMessage(tx, chat, id);
      if (!mayDelete(held, chat)) throw new AppError('message.not_yours');
      if (!held.isDeleted) await this.erase(tx, chat, id);
    });
    return this.reader.one(chat, id);
  }

  /** Any message, out of the caller's own sight. @throws AppError chat.not_found, message.not_found */
  async forMe(userId: string, chatId: string, messageId: string): Promise<MessageView> {
    const chat = await this.access.open(userId, chatId);
    const { id } = await this.reader.one(chat, messageId);
    await this.transactions.run(async (tx) => {
      await lockSeat(tx, chat.participantId);
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

  private async erase(tx: Tx, { chatId }: OpenChat, id: string): Promise<void> {
    const [rev] = await numberChanges(tx, chatId, [{ kind: 'message.deleted', subjectId: id }]);
    await tx.manager.query(ERASE, [chatId, id, rev]);
    tx.publish({ event: 'message.deleted', payload: await this.reader.shared(chatId, id, tx.manager) });
  }
}

function mayDelete({ participantId, kind, role }: HeldMessage, chat: OpenChat): boolean {
  return kind !== 'system' && (participantId === chat.participantId || role !== 'member');
}

/** Uploads it carried are let go, and swept like those that were never sent. */
const ERASE = `
  with texts as (delete from message_versions where chat_id = $1 and message_id = $2),
  emojis as (delete from reactions where chat_id = $1 and message_id = $2),
  files as (delete from attachments where chat_id = $1 and message_id = $2),
  choices as (delete from votes where chat_id = $1 and message_id = $2),
  plans as (delete from reminders where chat_id = $1 and message_id = $2)
  update messages set body = '', folded = null, media = null, reply_to = null, deleted_at = now(), changed_rev = $3,
    mentions = null, mentions_all = false, extras = case when extras ? 'threadId' then jsonb_build_object('threadId', extras->'threadId') end, pinned_at = null, expires_at = null
  where chat_id = $1 and id = $2`;

const HIDE = `
  with hidden as (
    insert into hidden_messages (chat_id, participant_id, message_id) values ($1, $2, $3)
    on conflict do nothing returning hidden_at),
  plans as (delete from reminders where chat_id = $1 and participant_id = $2 and message_id = $3)
  update participants set version = version + 1 from hidden where id = $2 returning version mine, hidden.hidden_at`;

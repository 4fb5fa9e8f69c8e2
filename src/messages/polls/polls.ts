import { Injectable } from '@nestjs/common';

import { ChatAccess, type OpenChat } from '../../chats/access/chat-access.js';
import { lockChat, numberChanges } from '../../chats/timeline/timeline.js';
import type { MessageView } from '../../contract/views/message.view.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { type LockedMessage, lockMessage } from '../history/locked-message.js';
import { MessageReader } from '../history/message-reader.js';
import { Message } from '../message.entity.js';
import { POLL_CLOSED } from '../views/attachments-view.js';

/** Closes polls. Idempotent. */
@Injectable()
export class Polls {
  constructor(
    private readonly access: ChatAccess,
    private readonly reader: MessageReader,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Closes a poll. Its sender may do this, and in a group and its threads the owner and admins of the group.
   * @throws AppError chat.not_found, message.not_found, message.deleted, chat.blocked, message.not_yours, poll.not_found
   */
  async close(userId: string, chatId: string, messageId: string): Promise<MessageView> {
    const chat = await this.access.open(userId, chatId);
    const { id, deletedAt } = await this.reader.one(chat, messageId);
    if (deletedAt !== null) throw new AppError('message.deleted');
    await this.transactions.runInTurn(chat.chatId, async (tx) => {
      await lockChat(tx, chat.chatId);
      const held = await lockPoll(tx, chat, id);
      if (held.participantId !== chat.participantId && held.role === 'member') throw new AppError('message.not_yours');
      if (!held.isClosed) await this.closeLocked(tx, chat, id);
    });
    return this.reader.one(chat, id);
  }

  private async closeLocked(tx: Tx, { chatId }: OpenChat, id: string): Promise<void> {
    const [changedRev] = await numberChanges(tx, chatId, [{ kind: 'message.updated', subjectId: id }]);
    const extras = () => `jsonb_set(extras, '{poll,closed}', 'true')`;
    await tx.manager.getRepository(Message).update({ chatId, id }, { extras, changedRev });
    tx.publish({ event: 'message.updated', payload: await this.reader.shared(chatId, id, tx.manager) });
  }
}

/** A poll of a locked chat. */
interface LockedPoll extends LockedMessage {
  /** Closed by somebody, or `closesAt` has passed by the database's clock. */
  isClosed: boolean;
}

/** @throws AppError chat.not_found, message.not_found, chat.blocked, message.deleted, poll.not_found */
async function lockPoll(tx: Tx, chat: OpenChat, messageId: string): Promise<LockedPoll> {
  const held = await lockMessage(tx, chat, messageId);
  if (held.isBlocked) throw new AppError('chat.blocked');
  if (held.isDeleted) throw new AppError('message.deleted');
  const found = await tx.manager
    .createQueryBuilder(Message, 'm')
    .select(POLL_CLOSED, 'isClosed')
    .where({ chatId: chat.chatId, id: messageId, kind: 'poll' })
    .getRawOne<Pick<LockedPoll, 'isClosed'>>();
  if (!found) throw new AppError('poll.not_found');
  return { ...held, ...found };
}

import { Injectable } from '@nestjs/common';

import { ChatAccess, type OpenChat } from '../../chats/access/chat-access.js';
import { lockChat, numberChanges } from '../../chats/timeline/timeline.js';
import type { MessageView, StoredPoll } from '../../contract/views/message.view.js';
import { rows } from '../../platform/database/rows.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError, invalid } from '../../platform/errors/app-error.js';
import { KeyedMutex } from '../../platform/concurrency/keyed-mutex.js';
import { type LockedMessage, lockMessage } from '../history/locked-message.js';
import { MessageReader } from '../history/message-reader.js';
import { Message } from '../message.entity.js';
import { POLL_CLOSED } from '../views/attachments-view.js';
import { CAST } from './polls.sql.js';

/** Votes in polls, and closes them. Idempotent. */
@Injectable()
export class Polls {
  /** Votes in one chat queue here instead of waiting for the lock of the chat: that wait fails after a second. */
  private readonly turns = new KeyedMutex();

  constructor(
    private readonly access: ChatAccess,
    private readonly reader: MessageReader,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Sets the user's vote.
   * @param options ids of all options that they choose; none withdraws the vote
   * @throws AppError chat.not_found, message.not_found, message.deleted, chat.blocked, poll.not_found, poll.closed, poll.option_not_found,
   *   request.invalid
   */
  async vote(userId: string, chatId: string, messageId: string, options: string[]): Promise<MessageView> {
    return this.change(userId, chatId, messageId, async (tx, chat, id) => {
      const held = await lockPoll(tx, chat, id);
      mayChoose(held, options);
      const [cast] = await rows<{ mine: number }>(tx.manager, CAST, [chat.chatId, id, chat.participantId, options]);
      if (!cast) return;
      await this.renew(tx, chat, id);
      const payload = { chatId: chat.chatId, messageId: id, options, mine: cast.mine };
      tx.publish({ event: 'poll.voted', payload, to: { users: [userId] } });
    });
  }

  /**
   * Closes a poll. Its sender may do this, and in a group and its threads the owner and admins of the group.
   * @throws AppError chat.not_found, message.not_found, message.deleted, chat.blocked, message.not_yours, poll.not_found
   */
  async close(userId: string, chatId: string, messageId: string): Promise<MessageView> {
    return this.change(userId, chatId, messageId, async (tx, chat, id) => {
      const held = await lockPoll(tx, chat, id);
      if (held.participantId !== chat.participantId && held.role === 'member') throw new AppError('message.not_yours');
      if (held.isClosed) return;
      await this.renew(tx, chat, id, { extras: () => `jsonb_set(extras, '{poll,closed}', 'true')` });
    });
  }

  private async change(userId: string, chatId: string, messageId: string, work: Work): Promise<MessageView> {
    const chat = await this.access.open(userId, chatId);
    const { id, deletedAt } = await this.reader.one(chat, messageId);
    if (deletedAt !== null) throw new AppError('message.deleted');
    await this.turns.run(chat.chatId, () =>
      this.transactions.run(async (tx) => {
        await lockChat(tx, chat.chatId);
        await work(tx, chat, id);
      }),
    );
    return this.reader.one(chat, id);
  }

  /** Numbers a change of a poll, and pushes the message to the chat. */
  private async renew(tx: Tx, { chatId }: OpenChat, id: string, change: { extras?: () => string } = {}): Promise<void> {
    const [rev] = await numberChanges(tx, chatId, [{ kind: 'message.updated', subjectId: id }]);
    await tx.manager.getRepository(Message).update({ chatId, id }, { ...change, changedRev: rev });
    tx.publish({ event: 'message.updated', payload: await this.reader.shared(chatId, id, tx.manager) });
  }
}

type Work = (tx: Tx, chat: OpenChat, messageId: string) => Promise<void>;

/** A poll of a locked chat. */
interface LockedPoll extends LockedMessage {
  poll: StoredPoll;
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
    .select(`m.extras->'poll'`, 'poll')
    .addSelect(POLL_CLOSED, 'isClosed')
    .where({ chatId: chat.chatId, id: messageId, kind: 'poll' })
    .getRawOne<Pick<LockedPoll, 'poll' | 'isClosed'>>();
  if (!found) throw new AppError('poll.not_found');
  return { ...held, ...found };
}

function mayChoose({ poll, isClosed }: LockedPoll, options: string[]): void {
  if (isClosed) throw new AppError('poll.closed');
  if (!options.every((id) => poll.options.some((option) => option.id === id)))
    throw new AppError('poll.option_not_found');
  if (options.length > 1 && !poll.multiple) throw invalid('options', 'single', 'this poll takes one option');
}

import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';

import { ChatAccess, type OpenChat } from '../chats/access/chat-access.js';
import { lockChats } from '../chats/access/chat-lock.js';
import { numberChanges } from '../chats/timeline/timeline.js';
import { lockMessage } from '../messages/history/locked-message.js';
import { MessageReader } from '../messages/history/message-reader.js';
import { Journal } from '../platform/database/journal.js';
import { rows } from '../platform/database/rows.js';
import { Transactions, type Tx } from '../platform/database/transactions.js';
import { AppError } from '../platform/errors/app-error.js';
import { ThreadParticipants } from './thread-participants.js';
import { BEGIN } from './threads.sql.js';

/**
 * Conversations about one message of a chat. A thread is a chat of its own, with its own numbers, marks and people: those
 * of the chat who follow it. So nothing said in it is ever unread in the chat.
 */
@Injectable()
export class Threads {
  constructor(
    private readonly access: ChatAccess,
    private readonly reader: MessageReader,
    private readonly participants: ThreadParticipants,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Begins the thread where there is none, and follows it; who wrote the message follows a new one, too, unless nobody may add them.
   * @returns the thread's id
   * @throws AppError chat.not_found, message.not_found, message.deleted, chat.blocked, thread.in_thread, thread.removed
   */
  async follow(userId: string, chatId: string, messageId: string): Promise<string> {
    const chat = await this.access.open(userId, chatId);
    const { id, deletedAt } = await this.reader.one(chat, messageId);
    if (deletedAt !== null) throw new AppError('message.deleted');
    for (;;) {
      const threadId = await this.transactions.run((tx) => this.followIn(tx, { ...chat, userId }, id));
      if (threadId !== null) return threadId;
    }
  }

  /** @returns null when it was begun meanwhile, so that it has to be tried again */
  private async followIn(tx: Tx, chat: OpenChat & { userId: string }, id: string): Promise<string | null> {
    const { threadId, inThread } = await lockWithThread(tx, chat.chatId, id);
    if (inThread) throw new AppError('thread.in_thread');
    const { isDeleted, isBlocked, participantId: author, threadId: begun } = await lockMessage(tx, chat, id);
    if (isDeleted) throw new AppError('message.deleted');
    if (threadId === null && begun !== null) return null;
    if (threadId === null && isBlocked) throw new AppError('chat.blocked');
    if (threadId === null) return this.begin(tx, chat, { id, author });
    await this.participants.take(tx, threadId, chat.userId);
    return threadId;
  }

  /** Idempotent. @throws AppError chat.not_found, message.not_found */
  async unfollow(userId: string, chatId: string, messageId: string): Promise<void> {
    const chat = await this.access.open(userId, chatId);
    const { id } = await this.reader.one(chat, messageId);
    await this.transactions.run(async (tx) => {
      const { threadId } = await lockWithThread(tx, chat.chatId, id);
      if (threadId !== null) await this.participants.leave(tx, [threadId], userId);
    });
  }

  private async begin(tx: Tx, { chatId, participantId }: OpenChat, root: { id: string; author: string }) {
    const [rev] = await numberChanges(tx, chatId, [{ kind: 'message.updated', subjectId: root.id }]);
    const threadId = uuidv7();
    const followers = [...new Set([participantId, root.author])];
    const people = await rows<{ userId: string }>(tx.manager, BEGIN, [
      threadId,
      chatId,
      root.id,
      followers,
      followers.map(() => uuidv7()),
      rev,
    ]);
    const userIds = people.map(({ userId }) => userId);
    await Journal.record(tx.manager, { chatIds: [threadId], revs: [0], userIds });
    tx.publish({ event: 'message.updated', payload: await this.reader.shared(chatId, root.id, tx.manager) });
    tx.publish({ event: 'chat.created', chatId: threadId, newcomers: userIds, rev: 0 });
    return threadId;
  }
}

/** Locks a chat and the thread at one of its messages. */
async function lockWithThread(tx: Tx, chatId: string, messageId: string) {
  const found = await lockChats(tx, [{ id: chatId }, { parentId: chatId, rootId: messageId }]);
  const threadId = found.find(({ id }) => id !== chatId)?.id ?? null;
  return { threadId, inThread: found.some(({ id, type }) => id === chatId && type === 'thread') };
}

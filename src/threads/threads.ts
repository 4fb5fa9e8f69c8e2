import { Injectable } from '@nestjs/common';
import { Any, DataSource } from 'typeorm';
import { newId } from '../platform/process/new-id.js';

import { ChatAccess, type OpenChat } from '../chats/access/chat-access.js';
import { lockChats } from '../chats/access/participant-lock.js';
import { Chat, Participant } from '../chats/chat.entity.js';
import { isPresent } from '../chats/membership.js';
import { addParticipants, Participants } from '../chats/participants/participants.js';
import { numberChanges, numberInEach } from '../chats/timeline/timeline.js';
import type { ThreadView } from '../contract/views/chat.view.js';
import { lockMessage } from '../messages/history/locked-message.js';
import { MessageReader } from '../messages/history/message-reader.js';
import { Message } from '../messages/message.entity.js';
import { Journal } from '../platform/database/journal.js';
import { rows } from '../platform/database/rows.js';
import { Transactions, type Tx } from '../platform/database/transactions.js';
import { AppError } from '../platform/errors/app-error.js';
import { BEGIN } from './threads.sql.js';

/** Adds and removes the followers of threads. The caller has locked the threads. */
@Injectable()
export class ThreadParticipants {
  constructor(private readonly participants: Participants) {}

  /** Adds a follower, who sees the whole thread and begins with nothing unread. @throws AppError thread.removed */
  async take(tx: Tx, threadId: string, userId: string): Promise<void> {
    const [before] = await participantsOf(tx, [threadId], userId);
    if (before?.leftRev === null) return;
    if (before?.removed) throw new AppError('thread.removed');
    const id = before?.id ?? newId();
    const [rev = 0] = await numberChanges(tx, threadId, [{ kind: 'participant.joined', subjectId: id }], [userId]);
    await addParticipants(tx.manager, threadId, [{ id, userId }], [rev], 'as before');
    const participant = await this.participants.viewOf(tx.manager, id);
    tx.publish({ event: 'participant.joined', payload: { chatId: threadId, participant, rev } });
    tx.publish({ event: 'chat.created', chatId: threadId, newcomers: [userId], rev });
  }

  async leave(tx: Tx, threadIds: string[], userId: string): Promise<void> {
    const leaving = (await participantsOf(tx, threadIds, userId)).filter(({ leftRev }) => leftRev === null);
    if (leaving.length === 0) return;
    const changes = leaving.map(({ id, chatId }) => ({ chatId, kind: 'participant.left' as const, subjectId: id }));
    const revs = await numberInEach(tx, changes);
    const ids = leaving.map(({ id }) => id);
    await tx.manager.update(Participant, { id: Any(ids) }, { leftRev: () => LAST_REV });
    const views = new Map((await this.participants.viewsOf(tx.manager, ids)).map((view) => [view.id, view]));
    for (const [place, { id, chatId }] of leaving.entries()) {
      const participant = views.get(id);
      const rev = revs[place] ?? 0;
      if (participant) tx.publish({ event: 'participant.left', payload: { chatId, participant, rev } });
    }
  }
}

/** SQL: the last `rev` of the chat of a participant whose row is updated. */
const LAST_REV = '(select c.last_rev from chats c where c.id = participants.chat_id)';

/** The participants of these threads that a user is or was. */
function participantsOf({ manager }: Tx, threadIds: string[], userId: string) {
  return manager.find(Participant, {
    select: { id: true, chatId: true, leftRev: true, removed: true },
    where: { chatId: Any(threadIds), userId },
    order: { chatId: 'ASC' },
  });
}

type Row = Omit<ThreadView, 'updatedAt'> & { updatedAt: Date };

/** The threads of a chat, for everybody in it. */
@Injectable()
export class ThreadList {
  constructor(
    private readonly access: ChatAccess,
    private readonly database: DataSource,
  ) {}

  /**
   * One page of the threads of a chat, newest activity first, without those about messages that are hidden from the user.
   * @throws AppError chat.not_found
   */
  async page(
    userId: string,
    id: string,
    page: number,
    limit: number,
  ): Promise<{ data: ThreadView[]; hasMore: boolean }> {
    const { chatId, participantId } = await this.access.open(userId, id);
    const found = await this.database.manager
      .createQueryBuilder(Participant, 'me')
      .innerJoin(Chat, 'thread', 'thread.parentId = me.chatId')
      .innerJoin(Message, 'm', 'm.chatId = thread.parentId and m.id = thread.rootId and m.seq > me.hiddenSeq')
      .select('thread.id', 'chatId')
      .addSelect('thread.rootId', 'messageId')
      .addSelect('thread.lastSeq', 'lastSeq')
      .addSelect('thread.updatedAt', 'updatedAt')
      .addSelect(`(select count(*)::int ${FOLLOWERS})`, 'participantCount')
      .addSelect(`exists (select ${FOLLOWERS} and p.user_id = me.userId)`, 'following')
      .where({ chatId, id: participantId })
      .orderBy('thread.updatedAt', 'DESC')
      .addOrderBy('thread.id', 'DESC')
      .limit(limit + 1)
      .offset((page - 1) * limit)
      .getRawMany<Row>();
    const data = found.slice(0, limit).map((row) => ({ ...row, updatedAt: row.updatedAt.toISOString() }));
    return { data, hasMore: found.length > limit };
  }
}

const FOLLOWERS = `from participants p where p.chat_id = thread.id and ${isPresent('p')}`;

/**
 * Conversations about one message of a chat. A thread is a chat of its own, with its own numbers, marks and participants: the people of the parent
 * chat who follow it. So its messages are never unread in the parent chat.
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
   * Follows the thread about a message. If there is none, it is created, and the author of the message follows it, too, unless nobody may add them.
   * @returns the id of the thread
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

  /** @returns null if the thread was created meanwhile: the caller has to try again */
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

  /** Unfollows the thread about a message. Idempotent. @throws AppError chat.not_found, message.not_found */
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
    const threadId = newId();
    const followers = [...new Set([participantId, root.author])];
    const people = await rows<{ userId: string }>(tx.manager, BEGIN, [
      threadId,
      chatId,
      root.id,
      followers,
      followers.map(() => newId()),
      rev,
    ]);
    const userIds = people.map(({ userId }) => userId);
    await Journal.record(tx.manager, { chatIds: [threadId], revs: [0], userIds });
    tx.publish({ event: 'message.updated', payload: await this.reader.shared(chatId, root.id, tx.manager) });
    tx.publish({ event: 'chat.created', chatId: threadId, newcomers: userIds, rev: 0 });
    return threadId;
  }
}

/** Locks a chat and the thread about one of its messages, if there is one. */
async function lockWithThread(tx: Tx, chatId: string, messageId: string) {
  const found = await lockChats(tx, [{ id: chatId }, { parentId: chatId, rootId: messageId }]);
  const threadId = found.find(({ id }) => id !== chatId)?.id ?? null;
  return { threadId, inThread: found.some(({ id, type }) => id === chatId && type === 'thread') };
}

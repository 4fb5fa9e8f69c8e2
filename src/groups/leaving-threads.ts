import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { Any } from 'typeorm';

import { lockChats } from '../chats/access/chat-lock.js';
import { Chat } from '../chats/chat.entity.js';
import { isPresent, PRESENT } from '../chats/membership.js';
import { Participant } from '../chats/participants/participant.entity.js';
import type { Tx } from '../platform/database/transactions.js';
import { ThreadParticipants } from '../threads/thread-participants.js';

/** A thread of the chat that the leaving participant follows. */
interface Followed {
  id: string;
  userId: string;
}

/** Removes a participant who leaves a chat from its threads. */
@Injectable()
export class LeavingThreads {
  constructor(private readonly participants: ThreadParticipants) {}

  /**
   * Locks a chat and those of its threads that a participant follows.
   * @returns the threads; null when they began to follow one meanwhile, so that it has to be tried again
   */
  async lock(tx: Tx, chatId: string, participantId: string): Promise<Followed[] | null> {
    const before = await followedBy(tx, chatId, participantId);
    const locked = await lockChats(tx, [{ id: chatId }, { id: Any(before.map(({ id }) => id)) }]);
    const followed = await followedBy(tx, chatId, participantId);
    const held = new Set(locked.map(({ id }) => id));
    return followed.every(({ id }) => held.has(id)) ? followed : null;
  }

  /** @param threads locked ones */
  async leave(tx: Tx, threads: Followed[]): Promise<void> {
    const ids = threads.map(({ id }) => id);
    const [one] = threads;
    if (one) await this.participants.leave(tx, ids, one.userId);
  }
}

async function followedBy({ manager }: Tx, chatId: string, participantId: string): Promise<Followed[]> {
  if (!isUUID(participantId)) return [];
  return manager
    .createQueryBuilder(Participant, 'leaver')
    .innerJoin(Chat, 'thread', 'thread.parentId = leaver.chatId')
    .innerJoin(Participant, 'p', `p.chatId = thread.id and p.userId = leaver.userId and ${isPresent('p')}`)
    .select('thread.id', 'id')
    .addSelect('p.userId', 'userId')
    .where({ chatId, id: participantId, ...PRESENT })
    .getRawMany<Followed>();
}

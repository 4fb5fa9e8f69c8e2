import { Injectable } from '@nestjs/common';
import { Raw } from 'typeorm';

import { ChatAccess } from '../../chats/access/chat-access.js';
import { lockChats } from '../../chats/access/chat-lock.js';
import { mustAllowAdding, mustReach } from '../../chats/access/who-may-add.js';
import { Chat } from '../../chats/chat.entity.js';
import { isPresent } from '../../chats/membership.js';
import { Participant } from '../../chats/participants/participant.entity.js';
import { Participants } from '../../chats/participants/participants.js';
import type { ParticipantView } from '../../contract/views/chat.view.js';
import type { Keep } from '../../platform/database/once.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { GroupArrivals } from './group-arrivals.js';
import { lockGroup } from '../group-lock.js';

/** Adds people to a group, or people of the group to one of its threads. Owner and admins may do that. */
@Injectable()
export class Invitations {
  constructor(
    private readonly access: ChatAccess,
    private readonly arrivals: GroupArrivals,
    private readonly participants: Participants,
    private readonly transactions: Transactions,
  ) {}

  /**
   * @returns those asked for, in the order they joined; who was in already has not changed
   * @throws AppError chat.not_found, chat.is_direct, chat.not_admin, user.not_found, user.invite_only, participant.not_found,
   *   chat.full
   */
  async invite(
    userId: string,
    id: string,
    userIds: string[],
    keep?: Keep<ParticipantView[]>,
  ): Promise<ParticipantView[]> {
    const chat = await this.access.open(userId, id);
    return this.transactions.run(async (tx) => {
      await lockWithParent(tx, chat.chatId);
      const { chatId, me } = await lockGroup(tx, chat, userId, 'people.add');
      await mustReach(tx.manager, userId, userIds);
      if (me.chatType === 'thread') await mustBeInItsChat(tx, chatId, userIds);
      await mustAllowAdding(tx.manager, { by: userId, userIds, chatId });
      await this.arrivals.bring(tx, chatId, [...new Set(userIds)], me.id);
      const added = await this.participants.ofUsers(tx.manager, chatId, userIds);
      await keep?.(tx, added);
      return added;
    });
  }
}

/** Locks a chat and, of a thread, its parent chat, so that nobody is added who is leaving that. */
async function lockWithParent(tx: Tx, chatId: string): Promise<void> {
  const isParent = Raw((id) => `${id} = (select parent_id from chats where id = :chatId)`, { chatId });
  await lockChats(tx, [{ id: chatId }, { id: isParent }]);
}

/** A thread is for people of its chat. @throws AppError participant.not_found */
async function mustBeInItsChat({ manager }: Tx, threadId: string, userIds: string[]): Promise<void> {
  const asked = [...new Set(userIds)];
  const there = await manager
    .createQueryBuilder(Chat, 'thread')
    .innerJoin(Participant, 'p', `p.chatId = thread.parentId and p.userId = any (:asked) and ${isPresent('p')}`, {
      asked,
    })
    .select('count(*)::int', 'people')
    .where({ id: threadId })
    .getRawOne<{ people: number }>();
  if (there?.people !== asked.length) throw new AppError('participant.not_found');
}

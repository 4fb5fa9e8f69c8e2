import { Injectable } from '@nestjs/common';

import { ChatAccess } from '../../chats/access/chat-access.js';
import { mustReach } from '../../chats/access/direct-pair.js';
import { mustAllowAdding } from '../../chats/access/who-may-add.js';
import { Participants } from '../../chats/participants/participants.js';
import type { ParticipantView } from '../../contract/views/chat.view.js';
import type { Keep } from '../../platform/database/once.js';
import { rows } from '../../platform/database/rows.js';
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
      await tx.manager.query(LOCK, [chat.chatId]);
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

/** Locks a thread and its parent chat, in the order of ids, so that nobody is added who is leaving the chat. */
const LOCK = `
  select id from chats where id = $1 or id = (select parent_id from chats where id = $1) order by id for no key update`;

/** A thread is for people of its chat. @throws AppError participant.not_found */
async function mustBeInItsChat(tx: Tx, threadId: string, userIds: string[]): Promise<void> {
  if ((await rows(tx.manager, OUTSIDERS, [threadId, userIds])).length > 0) throw new AppError('participant.not_found');
}

const OUTSIDERS = `
  select from unnest($2::uuid[]) n (user_id) where not exists (
    select from chats t join participants p on p.chat_id = t.parent_id
    where t.id = $1 and p.user_id = n.user_id and p.left_rev is null)
  limit 1`;

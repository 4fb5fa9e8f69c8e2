import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';

import { ChatAccess } from '../../chats/access/chat-access.js';
import { Participants } from '../../chats/participants/participants.js';
import type { ParticipantView } from '../../contract/views/chat.view.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { GroupArrivals } from './group-arrivals.js';
import { type LockedGroup, lockGroup } from '../group-lock.js';
import { JoinRequest } from './join-request.entity.js';

/** Approves requests to join. */
@Injectable()
export class Approvals {
  constructor(
    private readonly access: ChatAccess,
    private readonly arrivals: GroupArrivals,
    private readonly participants: Participants,
    private readonly transactions: Transactions,
  ) {}

  /**
   * For somebody who is in the group already, however they joined, the answer is their participant.
   * @throws AppError chat.not_found, chat.is_direct, chat.is_thread, chat.not_admin, join.not_found, chat.full
   */
  async approve(userId: string, id: string, requesterId: string): Promise<ParticipantView> {
    const chat = await this.access.open(userId, id);
    return this.transactions.run(async (tx) => {
      const group = await lockGroup(tx, chat, userId, 'joins.decide');
      const asked = isUUID(requesterId) && (await hasAsked(tx, group, requesterId));
      if (asked) await this.arrivals.bring(tx, group.chatId, [requesterId.toLowerCase()], group.me.id);
      const ids = isUUID(requesterId) ? [requesterId] : [];
      const [added] = await this.participants.ofUsers(tx.manager, group.chatId, ids);
      if (!added) throw new AppError('join.not_found');
      return added;
    });
  }
}

function hasAsked({ manager }: Tx, { chatId }: LockedGroup, userId: string): Promise<boolean> {
  return manager.existsBy(JoinRequest, { chatId, userId });
}

import { Injectable } from '@nestjs/common';

import { ChatAccess } from '../chats/chat-access.js';
import { mustReach } from '../chats/reach.js';
import { Participants } from '../chats/participants.js';
import type { ParticipantView } from '../contract/chat.view.js';
import type { Keep } from '../platform/database/once.js';
import { Transactions } from '../platform/database/transactions.js';
import { GroupArrivals } from './group-arrivals.js';
import { holdGroup } from './group-seat.js';

/** Brings people into a group: its owner and admins may. */
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
   * @throws AppError chat.not_found, chat.is_direct, chat.not_admin, user.not_found, chat.full
   */
  async invite(
    userId: string,
    id: string,
    userIds: string[],
    keep?: Keep<ParticipantView[]>,
  ): Promise<ParticipantView[]> {
    const chat = await this.access.open(userId, id);
    return this.transactions.run(async (tx) => {
      const { chatId, me } = await holdGroup(tx, chat, userId, 'people.add');
      await mustReach(tx.manager, userId, userIds);
      await this.arrivals.bring(tx, chatId, [...new Set(userIds)], me.id);
      const seated = await this.participants.ofUsers(tx.manager, chatId, userIds);
      await keep?.(tx, seated);
      return seated;
    });
  }
}

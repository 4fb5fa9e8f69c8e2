import { Injectable } from '@nestjs/common';
import { DataSource, IsNull } from 'typeorm';

import { Chat } from '../../chats/chat.entity.js';
import { isPresent } from '../../chats/membership.js';
import { Participant } from '../../chats/participants/participant.entity.js';
import { lockChat } from '../../chats/timeline/timeline.js';
import type { InviteView, JoinState } from '../../contract/views/group.view.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { GroupArrivals } from './group-arrivals.js';
import { InviteLink } from './invite-link.entity.js';
import { JoinRequest } from './join-request.entity.js';
import { JoinRequests } from './join-requests.js';
import { type Visitor, visitorBy } from './invite-lookup.js';

export interface Joined {
  chatId: string;
  state: JoinState;
}

/** Joins people to a group by an invite link. */
@Injectable()
export class Invites {
  constructor(
    private readonly database: DataSource,
    private readonly transactions: Transactions,
    private readonly arrivals: GroupArrivals,
    private readonly requests: JoinRequests,
  ) {}

  /** @throws AppError invite.not_found */
  async preview(userId: string, code: string): Promise<InviteView> {
    const { chatId, needsApproval } = await visitorBy(code, userId, this.database.manager);
    const group = await this.database.manager
      .createQueryBuilder(Chat, 'c')
      .select('c.id', 'chatId')
      .addSelect('c.title', 'title')
      .addSelect('c.avatar', 'avatar')
      .addSelect('c.description', 'description')
      .addSelect(
        (people) => people.select('count(*)::int').from(Participant, 'p').where(IS_OF_CHAT),
        'participantCount',
      )
      .where({ id: chatId })
      .getRawOne<Omit<InviteView, 'needsApproval'>>();
    if (!group) throw new AppError('invite.not_found');
    return { ...group, needsApproval };
  }

  /**
   * Idempotent, and counted once: decided under the lock of the chat.
   * @throws AppError invite.not_found, chat.full
   */
  async join(userId: string, code: string): Promise<Joined> {
    const { chatId } = await visitorBy(code, userId, this.database.manager);
    return this.transactions.run(async (tx) => {
      await lockChat(tx, chatId);
      const visitor = await visitorBy(code, userId, tx.manager);
      return { chatId, state: visitor.isIn ? 'joined' : await this.letIn(tx, visitor, userId) };
    });
  }

  /** Takes back what was asked for and is not decided. @throws AppError invite.not_found */
  async withdraw(userId: string, code: string): Promise<void> {
    const { chatId } = await visitorBy(code, userId, this.database.manager);
    await this.database.manager.delete(JoinRequest, { chatId, userId, declinedAt: IsNull() });
  }

  private async letIn(tx: Tx, { linkId, chatId, needsApproval, isOpen, ...has }: Visitor, userId: string) {
    if (has.asked && (needsApproval || !isOpen)) return has.declined ? 'declined' : 'requested';
    await tx.manager.increment(InviteLink, { id: linkId }, 'uses', 1);
    if (needsApproval) return this.requests.file(tx, chatId, userId);
    await this.arrivals.join(tx, chatId, userId);
    return 'joined';
  }
}

const IS_OF_CHAT = `p.chatId = c.id and ${isPresent('p')}`;

import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { In, IsNull, type SelectQueryBuilder } from 'typeorm';

import { ChatAccess } from '../../chats/access/chat-access.js';
import { PRESENT } from '../../chats/membership.js';
import { Participant } from '../../chats/chat.entity.js';
import { Participants } from '../../chats/participants/participants.js';
import type { JoinRequestView, ParticipantView } from '../../contract/views/chat.view.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { LAST_SEEN_BY_STRANGERS } from '../../users/users.sql.js';
import { OnlineStatuses, type Profile } from '../../users/online-statuses.js';
import { lockGroup, lookAtGroup, rolesFor } from '../group-lock.js';
import { GroupArrivals } from './group-arrivals.js';
import { JoinRequest } from '../group.entity.js';

type RequestRow = Profile & Pick<JoinRequest, 'chatId' | 'requestedAt'>;

/** Requests to join a group, for its owner and admins. */
@Injectable()
export class JoinRequests {
  constructor(
    private readonly access: ChatAccess,
    private readonly arrivals: GroupArrivals,
    private readonly participants: Participants,
    private readonly statuses: OnlineStatuses,
    private readonly transactions: Transactions,
  ) {}

  /** Stores a new request, and pushes it to the owner and admins. The caller has locked the chat. */
  async file(tx: Tx, chatId: string, userId: string): Promise<'requested'> {
    await tx.manager.insert(JoinRequest, { chatId, userId });
    const request = await requestsIn(tx, chatId).andWhere({ userId }).getRawOne<RequestRow>();
    const deciding = await tx.manager.find(Participant, {
      select: { id: true, userId: true },
      where: { chatId, role: In(rolesFor('joins.decide')), ...PRESENT },
    });
    const to = { users: deciding.map((one) => one.userId) };
    if (request) tx.publish({ event: 'join.requested', payload: this.view(request), to });
    return 'requested';
  }

  /**
   * One page of the requests that nobody has decided yet, oldest first.
   * @throws AppError chat.not_found, chat.is_direct, chat.is_thread, chat.not_admin
   */
  async page(userId: string, id: string, page: number, limit: number) {
    const chat = await this.access.open(userId, id);
    const found = await this.transactions.run(async (tx) => {
      await lookAtGroup(tx, chat, userId, 'joins.decide');
      return requestsIn(tx, chat.chatId)
        .andWhere({ declinedAt: IsNull() })
        .andWhere('u.deactivatedAt is null')
        .orderBy('r.requestedAt')
        .addOrderBy('r.userId')
        .limit(limit + 1)
        .offset((page - 1) * limit)
        .getRawMany<RequestRow>();
    });
    return { data: found.slice(0, limit).map((row) => this.view(row)), hasMore: found.length > limit };
  }

  /**
   * Adds the person who asked to join. If they are in the group already, however they joined, the answer is their participant.
   * @throws AppError chat.not_found, chat.is_direct, chat.is_thread, chat.not_admin, join.not_found, chat.full
   */
  async approve(userId: string, id: string, requesterId: string): Promise<ParticipantView> {
    const chat = await this.access.open(userId, id);
    return this.transactions.runInTurn(chat.chatId, async (tx) => {
      const { chatId, me } = await lockGroup(tx, chat, userId, 'joins.decide');
      if (!isUUID(requesterId)) throw new AppError('join.not_found');
      const asked = { chatId, userId: requesterId, user: { deactivatedAt: IsNull() } };
      const hasAsked = await tx.manager.existsBy(JoinRequest, asked);
      if (hasAsked) await this.arrivals.addPeople(tx, chatId, [requesterId.toLowerCase()], me.id);
      const [added] = await this.participants.ofUsers(tx.manager, chatId, [requesterId]);
      if (!added) throw new AppError('join.not_found');
      return added;
    });
  }

  /**
   * Declines a request. Idempotent.
   * @throws AppError chat.not_found, chat.is_direct, chat.is_thread, chat.not_admin, join.not_found
   */
  async decline(userId: string, id: string, requesterId: string): Promise<void> {
    const chat = await this.access.open(userId, id);
    await this.transactions.runInTurn(chat.chatId, async (tx) => {
      const { chatId } = await lockGroup(tx, chat, userId, 'joins.decide');
      const request = isUUID(requesterId) ? { chatId, userId: requesterId } : null;
      const decline = { declinedAt: () => 'coalesce(declined_at, now())' };
      const affected = request && (await tx.manager.update(JoinRequest, request, decline)).affected;
      if (!affected) throw new AppError('join.not_found');
    });
  }

  private view({ chatId, requestedAt, ...user }: RequestRow): JoinRequestView {
    return { chatId, user: this.statuses.view(user), requestedAt: requestedAt.toISOString() };
  }
}

/** The requests `r` to join a group, with their users `u`. */
function requestsIn({ manager }: Tx, chatId: string): SelectQueryBuilder<JoinRequest> {
  return manager
    .createQueryBuilder(JoinRequest, 'r')
    .innerJoin('r.user', 'u')
    .select('r.chatId', 'chatId')
    .addSelect('r.requestedAt', 'requestedAt')
    .addSelect('u.id', 'id')
    .addSelect('u.name', 'name')
    .addSelect('u.avatar', 'avatar')
    .addSelect('u.status', 'status')
    .addSelect(LAST_SEEN_BY_STRANGERS, 'lastSeenAt')
    .where({ chatId });
}

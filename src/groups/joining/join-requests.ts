import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';

import { ChatAccess } from '../../chats/access/chat-access.js';
import type { JoinRequestView } from '../../contract/views/group.view.js';
import { rows } from '../../platform/database/rows.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { LAST_SEEN_BY_STRANGERS } from '../../users/last-seen.js';
import { OnlineStatuses, type Profile } from '../../users/online-statuses.js';
import { lockGroup, lookAtGroup } from '../group-lock.js';
import { rolesFor } from '../permissions.js';

interface RequestRow {
  chatId: string;
  requestedAt: Date;
  user: Profile;
}

/** Requests to join a group, for its owner and admins. */
@Injectable()
export class JoinRequests {
  constructor(
    private readonly access: ChatAccess,
    private readonly statuses: OnlineStatuses,
    private readonly transactions: Transactions,
  ) {}

  /** Stores a new request and tells the owner and admins. The chat is locked. */
  async file(tx: Tx, chatId: string, userId: string): Promise<'requested'> {
    await tx.manager.query('insert into join_requests (chat_id, user_id) values ($1, $2)', [chatId, userId]);
    const [request] = await rows<RequestRow>(tx.manager, `${REQUESTS} and r.user_id = $2`, [chatId, userId]);
    const deciding = await rows<{ userId: string }>(tx.manager, DECIDING, [chatId, rolesFor('joins.decide')]);
    const to = { users: deciding.map((one) => one.userId) };
    if (request) tx.publish({ event: 'join.requested', payload: this.view(request), to });
    return 'requested';
  }

  /** Those that nobody has decided, the oldest first. @throws AppError chat.not_found, chat.is_direct, chat.is_thread, chat.not_admin */
  async page(userId: string, id: string, page: number, limit: number) {
    const chat = await this.access.open(userId, id);
    const found = await this.transactions.run(async (tx) => {
      await lookAtGroup(tx, chat, userId, 'joins.decide');
      return rows<RequestRow>(tx.manager, PAGE, [chat.chatId, limit + 1, (page - 1) * limit]);
    });
    return { data: found.slice(0, limit).map((row) => this.view(row)), hasMore: found.length > limit };
  }

  /** Saying no twice is saying it once. @throws AppError chat.not_found, chat.is_direct, chat.is_thread, chat.not_admin, join.not_found */
  async decline(userId: string, id: string, requesterId: string): Promise<void> {
    const chat = await this.access.open(userId, id);
    await this.transactions.run(async (tx) => {
      const { chatId } = await lockGroup(tx, chat, userId, 'joins.decide');
      const declined = await rows(
        tx.manager,
        `update join_requests set declined_at = coalesce(declined_at, now()) where chat_id = $1 and user_id = $2 returning user_id`,
        [chatId, isUUID(requesterId) ? requesterId : null],
      );
      if (declined.length === 0) throw new AppError('join.not_found');
    });
  }

  private view({ chatId, user, requestedAt }: RequestRow): JoinRequestView {
    return { chatId, user: this.statuses.view(user), requestedAt: requestedAt.toISOString() };
  }
}

const REQUESTS = `
  select r.chat_id "chatId", r.requested_at "requestedAt", json_build_object(
    'id', u.id, 'name', u.name, 'avatar', u.avatar, 'status', u.status, 'lastSeenAt', ${LAST_SEEN_BY_STRANGERS}) as user
  from join_requests r join users u on u.id = r.user_id where r.chat_id = $1`;

const PAGE = `${REQUESTS} and r.declined_at is null order by r.requested_at, r.user_id limit $2 offset $3`;

const DECIDING = `
  select user_id "userId" from participants where chat_id = $1 and role = any ($2::text[]) and left_rev is null`;

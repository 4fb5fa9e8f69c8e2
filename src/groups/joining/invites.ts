import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { lockChat } from '../../chats/timeline/timeline.js';
import type { InviteView, JoinState } from '../../contract/views/group.view.js';
import { rows } from '../../platform/database/rows.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { GroupArrivals } from './group-arrivals.js';
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
    const { chatId, needsApproval } = await visitorBy(code, userId, this.database);
    const [group] = await rows<Omit<InviteView, 'needsApproval'>>(this.database, PREVIEW, [chatId]);
    if (!group) throw new AppError('invite.not_found');
    return { ...group, needsApproval };
  }

  /**
   * Idempotent, and counted once: decided under the lock of the chat.
   * @throws AppError invite.not_found, chat.full
   */
  async join(userId: string, code: string): Promise<Joined> {
    const { chatId } = await visitorBy(code, userId, this.database);
    return this.transactions.run(async (tx) => {
      await lockChat(tx, chatId);
      const visitor = await visitorBy(code, userId, tx.manager);
      return { chatId, state: visitor.isIn ? 'joined' : await this.letIn(tx, visitor, userId) };
    });
  }

  /** Takes back what was asked for and is not decided. @throws AppError invite.not_found */
  async withdraw(userId: string, code: string): Promise<void> {
    const { chatId } = await visitorBy(code, userId, this.database);
    await this.database.query(WITHDRAW, [chatId, userId]);
  }

  private async letIn(tx: Tx, { linkId, chatId, needsApproval, isOpen, ...has }: Visitor, userId: string) {
    if (has.asked && (needsApproval || !isOpen)) return has.declined ? 'declined' : 'requested';
    await tx.manager.query('update invite_links set uses = uses + 1 where id = $1', [linkId]);
    if (needsApproval) return this.requests.file(tx, chatId, userId);
    await this.arrivals.join(tx, chatId, userId);
    return 'joined';
  }
}

const PREVIEW = `
  select c.id "chatId", c.title, c.avatar, c.description,
    (select count(*)::int from participants where chat_id = c.id and left_rev is null) "participantCount"
  from chats c where c.id = $1`;

const WITHDRAW = 'delete from join_requests where chat_id = $1 and user_id = $2 and declined_at is null';

import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, IsNull } from 'typeorm';

import { Chat, Participant } from '../../chats/chat.entity.js';
import { isPresent } from '../../chats/membership.js';
import { lockChat } from '../../chats/timeline/timeline.js';
import type { InviteView, JoinState } from '../../contract/views/chat.view.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { rolesFor } from '../group-lock.js';
import { InviteLink, JoinRequest } from '../group.entity.js';
import { GroupArrivals } from './group-arrivals.js';
import { JoinRequests } from './join-requests.js';

/** A person who opens an invite link, and their relation to its group. */
export interface Visitor {
  linkId: string;
  chatId: string;
  needsApproval: boolean;
  /** The link is valid and not used up. */
  isOpen: boolean;
  isIn: boolean;
  /** Removed by somebody else: they cannot rejoin with a link. */
  removed: boolean;
  /** They have asked to join. */
  asked: boolean;
  declined: boolean;
}

const CODE = /^[0-9a-f]{32}$/;

/** SQL: a link `l` is neither revoked nor expired, and its creator may still create links. `:makers` are the roles that may. */
export const IS_VALID = `l.revokedAt is null and coalesce(l.expiresAt > now(), true) and exists (
    select from participants m where m.chat_id = l.chatId and m.id = l.createdBy and ${isPresent('m')} and m.role = any (:makers))`;

/**
 * Reads the link with a code, and the relation of a person to its group.
 * @throws AppError invite.not_found if there is no such code, the link is no longer valid or used up, or the person was removed from the group. An
 *   invalid link is no error for people who are in the group or have asked to join
 */
async function visitorBy(code: string, userId: string, on: EntityManager): Promise<Visitor> {
  const visitor = CODE.test(code.toLowerCase()) ? await visitorOf(code.toLowerCase(), userId, on) : undefined;
  const mayOpen = visitor && !visitor.removed && (visitor.isOpen || visitor.isIn || visitor.asked);
  if (!mayOpen) throw new AppError('invite.not_found');
  return visitor;
}

function visitorOf(code: string, userId: string, on: EntityManager): Promise<Visitor | undefined> {
  return on
    .createQueryBuilder(InviteLink, 'l')
    .leftJoin(Participant, 'p', 'p.chatId = l.chatId and p.userId = :userId')
    .leftJoin(JoinRequest, 'r', 'r.chatId = l.chatId and r.userId = :userId')
    .select('l.id', 'linkId')
    .addSelect('l.chatId', 'chatId')
    .addSelect('l.needsApproval', 'needsApproval')
    .addSelect(`coalesce(l.uses < l.maxUses, true) and ${IS_VALID}`, 'isOpen')
    .addSelect(`p.id is not null and ${isPresent('p')}`, 'isIn')
    .addSelect('p.id is not null and p.removed', 'removed')
    .addSelect('r.userId is not null', 'asked')
    .addSelect('r.declinedAt is not null', 'declined')
    .where({ code })
    .setParameters({ userId, makers: rolesFor('invites.manage') })
    .getRawOne<Visitor>();
}

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

  /** What a person with the link sees of the group. @throws AppError invite.not_found */
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
   * Joins the group of a link, or sends a request to join. Idempotent: the chat is locked, and each person is counted once.
   * @throws AppError invite.not_found, chat.full
   */
  async join(userId: string, code: string): Promise<Joined> {
    const { chatId } = await visitorBy(code, userId, this.database.manager);
    return this.transactions.runInTurn(chatId, async (tx) => {
      await lockChat(tx, chatId);
      const visitor = await visitorBy(code, userId, tx.manager);
      return { chatId, state: visitor.isIn ? 'joined' : await this.joinOrRequest(tx, visitor, userId) };
    });
  }

  /** Withdraws the request of a user to join, if nobody has decided it yet. @throws AppError invite.not_found */
  async withdraw(userId: string, code: string): Promise<void> {
    const { chatId } = await visitorBy(code, userId, this.database.manager);
    await this.database.manager.delete(JoinRequest, { chatId, userId, declinedAt: IsNull() });
  }

  private async joinOrRequest(tx: Tx, { linkId, chatId, needsApproval, isOpen, ...has }: Visitor, userId: string) {
    if (has.asked && (needsApproval || !isOpen)) return has.declined ? 'declined' : 'requested';
    await tx.manager.increment(InviteLink, { id: linkId }, 'uses', 1);
    if (needsApproval) return this.requests.file(tx, chatId, userId);
    await this.arrivals.join(tx, chatId, userId);
    return 'joined';
  }
}

const IS_OF_CHAT = `p.chatId = c.id and ${isPresent('p')}`;

import { Injectable } from '@nestjs/common';
import { Any, Raw } from 'typeorm';
import { newId } from '../../platform/process/new-id.js';

import { ChatAccess, mustAllowAdding, mustReach } from '../../chats/access/chat-access.js';
import { lockChats } from '../../chats/access/participant-lock.js';
import { Chat, Participant } from '../../chats/chat.entity.js';
import { isPresent, PRESENT } from '../../chats/membership.js';
import { addParticipants, type Newcomer, Participants } from '../../chats/participants/participants.js';
import { numberChanges } from '../../chats/timeline/timeline.js';
import type { ParticipantView } from '../../contract/views/chat.view.js';
import type { Keep } from '../../platform/database/once.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { PLANS } from '../../users/users.service.js';
import { User } from '../../users/user.entity.js';
import { Announcements } from '../announcements.js';
import { lockGroup } from '../group-lock.js';
import { JoinRequest } from '../group.entity.js';

/** Adds people to a locked group or thread, and writes the system message. All ways to join use this class, except following a thread. */
@Injectable()
export class GroupArrivals {
  constructor(
    private readonly participants: Participants,
    private readonly announcements: Announcements,
  ) {}

  /**
   * Adds people. Those who are in it already do not change.
   * @param by the participant who adds them
   * @returns how many were added
   * @throws AppError user.not_found, chat.full
   */
  async addPeople(tx: Tx, chatId: string, userIds: string[], by: string): Promise<number> {
    const newcomers = await whoIsNew(tx, chatId, userIds);
    if (newcomers.length === 0) return 0;
    await this.add(tx, chatId, newcomers);
    await this.announcements.write(tx, { chatId, by }, 'people.added', { about: newcomers.map(({ id }) => id) });
    return newcomers.length;
  }

  /** Adds a user who joins by themselves. @throws AppError chat.full */
  async join(tx: Tx, chatId: string, userId: string): Promise<void> {
    const [newcomer] = await whoIsNew(tx, chatId, [userId]);
    if (!newcomer) return;
    await this.add(tx, chatId, [newcomer]);
    await this.announcements.write(tx, { chatId, by: newcomer.id }, 'people.joined', { about: [newcomer.id] });
  }

  private async add(tx: Tx, chatId: string, newcomers: Newcomer[]): Promise<void> {
    const changes = newcomers.map(({ id }) => ({ kind: 'participant.joined' as const, subjectId: id }));
    const joining = newcomers.map(({ userId }) => userId);
    const revs = await numberChanges(tx, chatId, changes, joining);
    await addParticipants(tx.manager, chatId, newcomers, revs);
    await tx.manager.delete(JoinRequest, { chatId, userId: Any(joining) });
    const added = await this.participants.ofUsers(tx.manager, chatId, joining);
    added.forEach((participant, place) => {
      tx.publish({ event: 'participant.joined', payload: { chatId, participant, rev: revs[place] ?? 0 } });
    });
    tx.publish({ event: 'chat.created', chatId, newcomers: joining, rev: revs.at(-1) ?? 0 });
  }
}

/** @throws AppError user.not_found, chat.full */
async function whoIsNew(tx: Tx, chatId: string, userIds: string[]): Promise<Newcomer[]> {
  const asked = await tx.manager
    .createQueryBuilder(User, 'u')
    .leftJoin(Participant, 'p', 'p.chatId = :chatId and p.userId = u.id', { chatId })
    .select('u.id', 'userId')
    .addSelect('p.id', 'id')
    .addSelect(`p.id is not null and ${isPresent('p')}`, 'isIn')
    .where({ id: Any(userIds) })
    .andWhere(`(u.deactivatedAt is null or p.id is not null and ${isPresent('p')})`)
    .orderBy('u.id')
    .getRawMany<{ userId: string; id: string | null; isIn: boolean }>();
  if (asked.length !== userIds.length) throw new AppError('user.not_found');
  const newcomers = asked.filter(({ isIn }) => !isIn).map(({ id, userId }) => ({ id: id ?? newId(), userId }));
  if (newcomers.length > 0) await mustFit(tx, chatId, newcomers.length);
  return newcomers;
}

/** @throws AppError chat.full if the plan of the group's owner allows fewer people */
async function mustFit({ manager }: Tx, chatId: string, more: number): Promise<void> {
  const people = await manager.countBy(Participant, { chatId, ...PRESENT });
  const owner = await manager
    .createQueryBuilder(Participant, 'p')
    .innerJoin('p.user', 'u')
    .select('u.plan', 'plan')
    .where({ chatId, role: 'owner', ...PRESENT })
    .getRawOne<Pick<User, 'plan'>>();
  const { plan } = owner ?? { plan: 'free' };
  const limit = PLANS[plan].participants;
  if (people + more > limit) throw new AppError('chat.full', { params: { limit, plan } });
}

/** Adds people to a group, or people of the group to one of its threads. The owner and admins of the group may do this. */
@Injectable()
export class Invitations {
  constructor(
    private readonly access: ChatAccess,
    private readonly arrivals: GroupArrivals,
    private readonly participants: Participants,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Adds people.
   * @returns all requested people as participants, in the order they joined; those who were in it already have not changed
   * @throws AppError chat.not_found, chat.is_direct, chat.not_admin, user.not_found, user.invite_only, participant.not_found, chat.full
   */
  async invite(
    userId: string,
    id: string,
    userIds: string[],
    keep?: Keep<ParticipantView[]>,
  ): Promise<ParticipantView[]> {
    const chat = await this.access.open(userId, id);
    return this.transactions.runInTurn(chat.chatId, async (tx) => {
      await lockWithParent(tx, chat.chatId);
      const { chatId, me } = await lockGroup(tx, chat, userId, 'people.add');
      await mustReach(tx.manager, userId, userIds);
      if (me.chatType === 'thread') await mustBeInItsChat(tx, chatId, userIds);
      await mustAllowAdding(tx.manager, { by: userId, userIds, chatId });
      await this.arrivals.addPeople(tx, chatId, [...new Set(userIds)], me.id);
      const added = await this.participants.ofUsers(tx.manager, chatId, userIds);
      await keep?.(tx, added);
      return added;
    });
  }
}

/** Locks a chat and, if it is a thread, its parent chat, so that nobody is added who is leaving the parent chat. */
async function lockWithParent(tx: Tx, chatId: string): Promise<void> {
  const isParent = Raw((id) => `${id} = (select parent_id from chats where id = :chatId)`, { chatId });
  await lockChats(tx, [{ id: chatId }, { id: isParent }]);
}

/** Checks that people are in the parent chat of a thread. @throws AppError participant.not_found */
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

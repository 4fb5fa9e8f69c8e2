import { Injectable } from '@nestjs/common';
import { Any } from 'typeorm';
import { uuidv7 } from 'uuidv7';

import { isPresent, PRESENT } from '../../chats/membership.js';
import { addParticipants, type Newcomer } from '../../chats/participants/add-participants.js';
import { Participant } from '../../chats/participants/participant.entity.js';
import { Participants } from '../../chats/participants/participants.js';
import { numberChanges } from '../../chats/timeline/timeline.js';
import type { Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { PLANS } from '../../users/plans.js';
import { User } from '../../users/user.entity.js';
import { Announcements } from '../announcements.js';
import { JoinRequest } from './join-request.entity.js';

/** Adds people to a locked group, and writes the system message. All ways to join end here. */
@Injectable()
export class GroupArrivals {
  constructor(
    private readonly participants: Participants,
    private readonly announcements: Announcements,
  ) {}

  /**
   * People who are in already do not change.
   * @param by the participant who brings them
   * @throws AppError user.not_found, chat.full
   */
  async bring(tx: Tx, chatId: string, userIds: string[], by: string): Promise<void> {
    const newcomers = await whoIsNew(tx, chatId, userIds);
    if (newcomers.length === 0) return;
    await this.add(tx, chatId, newcomers);
    await this.announcements.say(tx, { chatId, by }, 'people.added', { about: newcomers.map(({ id }) => id) });
  }

  /** Somebody who comes by themselves. @throws AppError chat.full */
  async join(tx: Tx, chatId: string, userId: string): Promise<void> {
    const [newcomer] = await whoIsNew(tx, chatId, [userId]);
    if (!newcomer) return;
    await this.add(tx, chatId, [newcomer]);
    await this.announcements.say(tx, { chatId, by: newcomer.id }, 'people.joined', { about: [newcomer.id] });
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
    .orderBy('u.id')
    .getRawMany<{ userId: string; id: string | null; isIn: boolean }>();
  if (asked.length !== userIds.length) throw new AppError('user.not_found');
  const newcomers = asked.filter(({ isIn }) => !isIn).map(({ id, userId }) => ({ id: id ?? uuidv7(), userId }));
  if (newcomers.length > 0) await mustFit(tx, chatId, newcomers.length);
  return newcomers;
}

/** @throws AppError chat.full where the plan of the group's owner allows fewer people */
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

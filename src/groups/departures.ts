import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { Any, Not } from 'typeorm';

import { ChatAccess } from '../chats/access/chat-access.js';
import { lockChats } from '../chats/access/participant-lock.js';
import { Chat, Participant, type ParticipantChangeKind } from '../chats/chat.entity.js';
import { isPresent, PRESENT } from '../chats/membership.js';
import { Participants } from '../chats/participants/participants.js';
import { numberChanges, type NumberedChange } from '../chats/timeline/timeline.js';
import type { Keep } from '../platform/database/once.js';
import { Transactions, type Tx } from '../platform/database/transactions.js';
import { ThreadParticipants } from '../threads/threads.js';
import { Announcements } from './announcements.js';
import { type LockedGroup, lockGroup, mustBeAllowed, type Other, otherOf } from './group-lock.js';

/** Removes a participant from a locked group, and writes the system message. */
@Injectable()
export class GroupExits {
  constructor(
    private readonly participants: Participants,
    private readonly announcements: Announcements,
  ) {}

  async remove(tx: Tx, { chatId, me }: LockedGroup, { id }: Other): Promise<void> {
    const [rev = 0] = await numberChanges(tx, chatId, [{ kind: 'participant.left', subjectId: id }]);
    await tx.manager.update(Participant, { id }, { leftRev: rev, role: 'member', removed: true });
    await this.publish(tx, chatId, [{ kind: 'participant.left', subjectId: id }], [rev]);
    await this.announcements.write(tx, { chatId, by: me.id }, 'people.removed', { about: [id] });
  }

  async leave(tx: Tx, { chatId, me }: LockedGroup): Promise<void> {
    const isOwner = me.chatType === 'group' && me.role === 'owner'; // a thread has no owner of its own
    await this.exit(tx, { chatId, by: me.id }, { id: me.id, isOwner }, 'people.left');
  }

  /** Removes a participant of a locked group, also its owner, for the app. @param by the participant id of the app */
  async removeAnybody(tx: Tx, chatId: string, by: string, { id, role }: Other): Promise<void> {
    await this.exit(tx, { chatId, by }, { id, isOwner: role === 'owner' }, 'people.removed');
  }

  /** An owner who goes hands the group to the next one. */
  private async exit(
    tx: Tx,
    place: { chatId: string; by: string },
    { id, isOwner }: { id: string; isOwner: boolean },
    event: 'people.left' | 'people.removed',
  ): Promise<void> {
    const { chatId } = place;
    const nextOwner = isOwner ? await nextOwnerOf(tx, chatId, id) : undefined;
    const changes: NumberedChange<ParticipantChangeKind>[] = [{ kind: 'participant.left', subjectId: id }];
    if (nextOwner !== undefined) changes.push({ kind: 'participant.updated', subjectId: nextOwner });
    const revs = await numberChanges(tx, chatId, changes);
    const [rev = 0] = revs;
    const removed = event === 'people.removed' && { removed: true };
    await tx.manager.update(Participant, { id }, { leftRev: rev, role: 'member', ...removed });
    if (nextOwner !== undefined) await tx.manager.update(Participant, { id: nextOwner }, { role: 'owner' });
    await this.publish(tx, chatId, changes, revs);
    await this.announcements.write(tx, place, event, { about: [id] });
    if (nextOwner !== undefined)
      await this.announcements.write(tx, place, 'ownership.transferred', { about: [nextOwner] });
  }

  private async publish(
    tx: Tx,
    chatId: string,
    changes: NumberedChange<ParticipantChangeKind>[],
    revs: number[],
  ): Promise<void> {
    for (const [place, { kind, subjectId }] of changes.entries()) {
      const participant = await this.participants.viewOf(tx.manager, subjectId);
      tx.publish({ event: kind, payload: { chatId, participant, rev: revs[place] ?? 0 } });
    }
  }
}

/** The next owner: the admin who has been in the chat longest or, if there is no admin, the participant who has. */
async function nextOwnerOf(tx: Tx, chatId: string, ownerId: string): Promise<string | undefined> {
  const nextOwner = await tx.manager
    .createQueryBuilder(Participant, 'p')
    .select('p.id', 'id')
    .where({ chatId, id: Not(ownerId), ...PRESENT })
    .orderBy("p.role <> 'admin'")
    .addOrderBy('p.joinedRev')
    .addOrderBy('p.id')
    .limit(1)
    .getRawOne<{ id: string }>();
  return nextOwner?.id;
}

/** A thread of the chat that the leaving participant follows. */
interface Followed {
  id: string;
  userId: string;
}

/** Removes a participant who leaves a chat from its threads. */
@Injectable()
export class LeavingThreads {
  constructor(private readonly participants: ThreadParticipants) {}

  /**
   * Locks a chat and those of its threads that a participant follows.
   * @returns the threads; null if the participant followed another one meanwhile: the caller has to try again
   */
  async lock(tx: Tx, chatId: string, participantId: string): Promise<Followed[] | null> {
    const before = await followedBy(tx, chatId, participantId);
    const locked = await lockChats(tx, [{ id: chatId }, { id: Any(before.map(({ id }) => id)) }]);
    const followed = await followedBy(tx, chatId, participantId);
    const held = new Set(locked.map(({ id }) => id));
    return followed.every(({ id }) => held.has(id)) ? followed : null;
  }

  /** Removes the participant from these threads. @param threads locked ones */
  async leave(tx: Tx, threads: Followed[]): Promise<void> {
    const ids = threads.map(({ id }) => id);
    const [one] = threads;
    if (one) await this.participants.leave(tx, ids, one.userId);
  }
}

async function followedBy({ manager }: Tx, chatId: string, participantId: string): Promise<Followed[]> {
  if (!isUUID(participantId)) return [];
  return manager
    .createQueryBuilder(Participant, 'leaver')
    .innerJoin(Chat, 'thread', 'thread.parentId = leaver.chatId')
    .innerJoin(Participant, 'p', `p.chatId = thread.id and p.userId = leaver.userId and ${isPresent('p')}`)
    .select('thread.id', 'id')
    .addSelect('p.userId', 'userId')
    .where({ chatId, id: participantId, ...PRESENT })
    .getRawMany<Followed>();
}

interface Leaving {
  chatId: string;
  userId: string;
  participantId: string;
  keep: Keep<null> | undefined;
}

/**
 * Removes people from a group and its threads, or from one thread. Everybody may leave; admins of the group may remove members, its
 * owner may remove anybody.
 */
@Injectable()
export class Departures {
  constructor(
    private readonly access: ChatAccess,
    private readonly exits: GroupExits,
    private readonly threads: LeavingThreads,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Removes a participant, or lets the user leave if it is their own participant. The person receives no push with a later `rev`.
   * @throws AppError chat.not_found, chat.is_direct, chat.not_admin, chat.not_owner, participant.not_found
   */
  async remove(userId: string, id: string, participantId: string, keep?: Keep<null>): Promise<null> {
    const chat = await this.access.open(userId, id);
    const leave = (tx: Tx) => this.tryTo(tx, { chatId: chat.chatId, userId, participantId, keep });
    while (!(await this.transactions.runInTurn(chat.chatId, leave))); // repeats only if the participant follows another thread at the same moment
    return null;
  }

  /** @returns false if it has to be tried again */
  private async tryTo(tx: Tx, { chatId, userId, participantId, keep }: Leaving): Promise<boolean> {
    const threads = await this.threads.lock(tx, chatId, participantId);
    if (!threads) return false;
    const group = await lockGroup(tx, { chatId }, userId);
    if (participantId.toLowerCase() === group.me.id) await this.exits.leave(tx, group);
    else await this.exits.remove(tx, group, await removable(tx, group, participantId));
    await this.threads.leave(tx, threads);
    await keep?.(tx, null);
    return true;
  }
}

/**
 * The participant whom the caller may remove. The right is checked first, so a caller without it does not find out whether the participant exists.
 */
async function removable(tx: Tx, group: LockedGroup, participantId: string): Promise<Other> {
  mustBeAllowed(group.me.role, 'members.remove');
  const other = await otherOf(tx, group, participantId);
  if (other.role !== 'member') mustBeAllowed(group.me.role, 'admins.remove');
  return other;
}

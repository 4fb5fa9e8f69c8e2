import { Injectable } from '@nestjs/common';
import { Any, DataSource, type EntityManager, Not, type SelectQueryBuilder } from 'typeorm';

import type { ParticipantRole, ParticipantView } from '../../contract/views/chat.view.js';
import type { OnlineStatus, UserView } from '../../contract/views/user.view.js';
import { rows } from '../../platform/database/rows.js';
import { AppError } from '../../platform/errors/app-error.js';
import { blockedWith, LAST_SEEN_BY_SHARED } from '../../users/users.sql.js';
import { OnlineStatuses } from '../../users/online-statuses.js';
import { Participant } from '../chat.entity.js';
import { isPresent, PRESENT } from '../membership.js';
import { ACQUAINTANCES, ADD, ADD_ANEW } from './participants.sql.js';

export interface PersonRow {
  id: string;
  name: string;
  avatar: string | null;
  status: OnlineStatus;
  lastSeenAt: string | null;
}

/** A participant as `PARTICIPANT_COLUMNS` selects them. */
export interface ParticipantRow {
  id: string;
  role: ParticipantRole;
  last_read_seq: number;
  last_delivered_seq: number;
  user: PersonRow;
}

/** SQL: whether `lastSeenAt` may be shown. A participant who has left does not share the chat any more. */
const IS_SHARED = `(u.who_sees_last_seen = 'everybody' or ${isPresent('p')})`;

const columns = (isUnseen: string): string => `
  p.id, p.role, p.last_read_seq, p.last_delivered_seq, json_build_object(
    'id', u.id, 'name', u.name, 'avatar', u.avatar, 'status', case when ${isUnseen} then 'offline' else u.status end,
    'lastSeenAt', case when not ${isUnseen} and ${IS_SHARED} then ${LAST_SEEN_BY_SHARED} end) as user`;

/** SQL columns of a participant `p` and their user `u`, as one viewer sees them. @param viewer SQL of the viewer's user id */
export const participantColumns = (viewer: string): string => columns(`u.id in ${blockedWith(viewer)}`);

/**
 * The same for a push to the whole chat. Presence is left out if any participant may not see it. The others get it with the next
 * presence event, or when they read the chat.
 */
export const PARTICIPANT_COLUMNS = columns(
  `(${isWith('blocker_id', 'blocked_id')} or ${isWith('blocked_id', 'blocker_id')})`,
);

/**
 * SQL: whether a block has `u` in the column `one` and a participant of the chat in the column `other`. It reads the few blocks of `u`; a join
 * might read all participants of the chat.
 */
function isWith(one: string, other: string): string {
  return `exists (select from blocks b where b.${one} = u.id and (
    select true from participants q where q.chat_id = p.chat_id and q.user_id = b.${other} and ${isPresent('q')} limit 1))`;
}

export function participantView(row: ParticipantRow, showUser: (user: PersonRow) => UserView): ParticipantView {
  return {
    id: row.id,
    role: row.role,
    lastReadSeq: row.last_read_seq,
    lastDeliveredSeq: row.last_delivered_seq,
    user: showUser(row.user),
  };
}

/** The part of a chat that is hidden from a participant: messages up to `seq`, hidden at a time. */
export interface Hidden {
  seq: number;
  at: Date;
}

/** A chat that a user is in, with what a socket needs to join its rooms. */
export interface Membership {
  chatId: string;
  participantId: string;
  /** The `rev` at which they last joined. */
  joinedRev: number;
  lastSeq: number;
  lastRev: number;
  hidden: Hidden | null;
}

/** What a socket needs to join the rooms of one chat. */
export interface RoomFacts {
  /** The `rev` at which the participant last joined; null if they are not in the chat now. */
  joinedRev: number | null;
  hidden: Hidden | null;
}

/** Reads who is in which chat. */
@Injectable()
export class Participants {
  constructor(
    private readonly database: DataSource,
    private readonly statuses: OnlineStatuses,
  ) {}

  /**
   * One page of the participants of a chat, in the order they joined, as one viewer sees them.
   * @param without the id of a participant to leave out
   */
  async page(
    viewerId: string,
    chatId: string,
    { page, limit }: { page: number; limit: number },
    without: string | null = null,
  ): Promise<{ data: ParticipantView[]; hasMore: boolean }> {
    const people = shown(this.database.manager, participantColumns(':viewerId')).where({ chatId, ...PRESENT });
    if (without !== null) people.andWhere({ id: Not(without) });
    const found = await inOrder(people)
      .limit(limit + 1)
      .offset((page - 1) * limit)
      .setParameters({ viewerId })
      .getRawMany<ParticipantRow>();
    return { data: found.slice(0, limit).map((row) => this.view(row)), hasMore: found.length > limit };
  }

  /**
   * Reads users as participants of a chat, in the order they joined, without those who are not in it.
   * @param manager of the transaction that changes them
   */
  async ofUsers(manager: EntityManager, chatId: string, userIds: string[]): Promise<ParticipantView[]> {
    const people = shown(manager, PARTICIPANT_COLUMNS).where({ chatId, userId: Any(userIds), ...PRESENT });
    const found = await inOrder(people).getRawMany<ParticipantRow>();
    return found.map((row) => this.view(row));
  }

  /**
   * Reads one participant, who may have left.
   * @param manager of the transaction that changes them
   * @throws AppError participant.not_found
   */
  async viewOf(manager: EntityManager, participantId: string): Promise<ParticipantView> {
    const [found] = await this.viewsOf(manager, [participantId]);
    if (!found) throw new AppError('participant.not_found');
    return found;
  }

  /** Reads participants of any chats, who may have left, in any order. @param manager of the transaction that changes them */
  async viewsOf(manager: EntityManager, participantIds: string[]): Promise<ParticipantView[]> {
    const people = shown(manager, PARTICIPANT_COLUMNS).where({ id: Any(participantIds) });
    return (await people.getRawMany<ParticipantRow>()).map((row) => this.view(row));
  }

  /** All chats that a user is in, with their current numbers. */
  async membershipsOf(userId: string): Promise<Membership[]> {
    const found = await this.database.manager
      .createQueryBuilder(Participant, 'p')
      .innerJoin('p.chat', 'c')
      .select('c.id', 'chatId')
      .addSelect('p.id', 'participantId')
      .addSelect('p.joinedRev', 'joinedRev')
      .addSelect('c.lastSeq', 'lastSeq')
      .addSelect('c.lastRev', 'lastRev')
      .addSelect('p.hiddenSeq', 'hiddenSeq')
      .addSelect('p.hiddenAt', 'hiddenAt')
      .where({ userId, ...PRESENT })
      .getRawMany<Membership & Hiding>();
    return found.map(({ hiddenSeq, hiddenAt, ...chat }) => ({ ...chat, hidden: hiddenOf({ hiddenSeq, hiddenAt }) }));
  }

  /** What sockets of these users need to join the rooms of a chat, by user id, without those who never were in it. */
  async roomFactsOf(chatId: string, userIds: string[]): Promise<Map<string, RoomFacts>> {
    const found = await this.database.manager.find(Participant, {
      select: { id: true, userId: true, joinedRev: true, leftRev: true, hiddenSeq: true, hiddenAt: true },
      where: { chatId, userId: Any(userIds) },
    });
    return new Map(
      found.map(({ userId, joinedRev, leftRev, ...hiding }) => [
        userId,
        { joinedRev: leftRev === null ? joinedRev : null, hidden: hiddenOf(hiding) },
      ]),
    );
  }

  /**
   * Ids of the users who share a chat of up to `upTo` people with a user.
   * @param what `presence` leaves out people who have blocked the user or whom the user has blocked
   */
  async acquaintancesOf(userId: string, upTo: number, what: 'presence' | 'name'): Promise<string[]> {
    const found = await rows<{ userId: string }>(this.database, ACQUAINTANCES, [userId, upTo, what]);
    return found.map((one) => one.userId);
  }

  private view(row: ParticipantRow): ParticipantView {
    return participantView(row, (user) => this.statuses.view(user));
  }
}

/** @param columns of participants `p` and their users `u` */
function shown(manager: EntityManager, columns: string): SelectQueryBuilder<Participant> {
  return manager.createQueryBuilder(Participant, 'p').innerJoin('p.user', 'u').select(columns);
}

/** In the order in which they joined. */
function inOrder(people: SelectQueryBuilder<Participant>): SelectQueryBuilder<Participant> {
  return people.orderBy('p.joinedRev').addOrderBy('p.id');
}

type Hiding = Pick<Participant, 'hiddenSeq' | 'hiddenAt'>;

const hiddenOf = ({ hiddenSeq: seq, hiddenAt: at }: Hiding): Hidden | null => (seq > 0 && at ? { seq, at } : null);

/** A person who joins. Somebody who was in the chat before keeps their participant id. */
export interface Newcomer {
  id: string;
  userId: string;
}

/**
 * Adds people to a locked chat, or to one that nobody else can see yet. They begin with nothing unread.
 * @param revs the `rev` of each newcomer's joining, in the same order
 * @param again what people who rejoin see: `as before` what they saw before, `anew` what a new participant sees
 */
export async function addParticipants(
  manager: EntityManager,
  chatId: string,
  newcomers: Newcomer[],
  revs: number[],
  again: 'anew' | 'as before' = 'anew',
): Promise<void> {
  const ids = newcomers.map(({ id }) => id);
  const userIds = newcomers.map(({ userId }) => userId);
  await manager.query(again === 'anew' ? ADD_ANEW : ADD, [chatId, ids, userIds, revs]);
}

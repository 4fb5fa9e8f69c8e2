import type { FindOptionsWhere } from 'typeorm';

import type { ChatType, ParticipantRole } from '../../contract/views/chat.view.js';
import type { Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { Chat, Participant } from '../chat.entity.js';
import { isPresent, PRESENT } from '../membership.js';
import { LOCK_PAIR } from './access.sql.js';

/**
 * SQL of the role that decides what a participant `p` may do. In a thread it is their present role in the group: a role lost there
 * is lost in the threads at the same moment. The thread itself only has members.
 */
export const PRESENT_ROLE = `coalesce((
    select g.role from chats t
    join participants g on g.chat_id = t.parent_id and g.user_id = p.user_id and ${isPresent('g')}
    where t.id = p.chat_id), p.role)`;

/** Which rules apply in a chat. In a group, roles decide; in a direct chat, both people may do everything. */
export type Rules = 'direct' | 'group';

/** SQL of the rules that apply in a chat `c`; in a thread, those of its parent chat. */
export const RULES = `coalesce((select g.type from chats g where g.id = c.parent_id), c.type)`;

/**
 * Locks several chats in one statement and in the order of their ids. Everybody who locks more than one chat does it here, so that
 * no two of them wait for each other.
 * @returns those that are locked now
 */
export function lockChats(tx: Tx, where: FindOptionsWhere<Chat>[]): Promise<Pick<Chat, 'id' | 'type'>[]> {
  return tx.manager.find(Chat, {
    select: { id: true, type: true },
    where,
    order: { id: 'ASC' },
    lock: { mode: 'for_no_key_update' },
  });
}

/** The two user ids of a direct chat in order. */
export const pairOf = (one: string, other: string): string => [one, other].sort().join(':');

/** Blocking somebody and starting a chat with them lock the same pair, so that a new chat is not missed by the block. */
export async function lockPair(tx: Tx, pair: string): Promise<void> {
  await tx.manager.query(LOCK_PAIR, [pair]);
}

/** A participant of a locked chat. */
export interface LockedParticipant {
  id: string;
  userId: string;
  /** In a thread their role in its chat. */
  role: ParticipantRole;
  chatType: ChatType;
  rules: Rules;
  /** One of the two of a direct chat has blocked the other. */
  isBlocked: boolean;
}

/**
 * Locks one participant's row. It fails when they were removed before; a removal that comes later waits for the commit.
 * @throws AppError chat.not_found when they are no longer in
 */
export async function lockParticipant(tx: Tx, participantId: string): Promise<{ mine: number }> {
  const participant = await tx.manager.findOne(Participant, {
    select: { id: true, version: true },
    where: { id: participantId, ...PRESENT },
    lock: { mode: 'for_no_key_update' },
  });
  if (!participant) throw new AppError('chat.not_found');
  return { mine: participant.version };
}

/** Somebody who is in a chat whose lock is held, so that it holds until the commit. @param who the chat, and which of its participants */
export function presentParticipant(tx: Tx, who: FindOptionsWhere<Participant>): Promise<LockedParticipant | undefined> {
  return tx.manager
    .createQueryBuilder(Participant, 'p')
    .innerJoin('p.chat', 'c')
    .select('p.id', 'id')
    .addSelect('p.userId', 'userId')
    .addSelect(PRESENT_ROLE, 'role')
    .addSelect('c.type', 'chatType')
    .addSelect(RULES, 'rules')
    .addSelect('p.blocked', 'isBlocked')
    .where({ ...who, ...PRESENT })
    .getRawOne<LockedParticipant>();
}

/** The caller as a participant of a chat whose lock is held. @throws AppError chat.not_found */
export async function participantIn(tx: Tx, chatId: string, userId: string): Promise<LockedParticipant> {
  const participant = await presentParticipant(tx, { chatId, userId });
  if (!participant) throw new AppError('chat.not_found');
  return participant;
}

/** The same, where a direct chat has nothing to arrange. @throws AppError chat.not_found, chat.is_direct */
export async function participantInGroup(tx: Tx, chatId: string, userId: string): Promise<LockedParticipant> {
  const participant = await participantIn(tx, chatId, userId);
  if (participant.chatType === 'direct') throw new AppError('chat.is_direct');
  return participant;
}

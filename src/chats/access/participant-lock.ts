import type { FindOptionsWhere } from 'typeorm';

import type { ChatType, ParticipantRole } from '../../contract/views/chat.view.js';
import type { Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { Chat, Participant } from '../chat.entity.js';
import { isPresent, PRESENT } from '../membership.js';
import type { OpenChat } from './chat-access.js';
import { LOCK_PAIR } from './access.sql.js';

/**
 * SQL: the role that decides what a participant `p` may do. In a thread it is their current role in the parent chat, so a change of that role
 * applies in the threads at once. In the thread itself everybody is a member.
 */
export const PRESENT_ROLE = `coalesce((
    select g.role from chats t
    cross join lateral (select * from participants s where s.chat_id = t.parent_id and s.user_id = p.user_id limit 1) g
    where t.id = p.chat_id and ${isPresent('g')}), p.role)`;

/** Which rules apply in a chat. In a group, roles decide; in a direct chat, both people may do everything. */
export type Rules = 'direct' | 'group';

/** SQL: the rules that apply in a chat `c`; in a thread, those of its parent chat. */
export const RULES = `coalesce((select g.type from chats g where g.id = c.parent_id), c.type)`;

/**
 * Locks several chats in one statement, in the order of their ids. Every transaction that locks more than one chat locks them in this order, to
 * avoid deadlocks.
 * @returns the chats that were found and are locked now
 */
export function lockChats(tx: Tx, where: FindOptionsWhere<Chat>[]): Promise<Pick<Chat, 'id' | 'type'>[]> {
  return tx.manager.find(Chat, {
    select: { id: true, type: true },
    where,
    order: { id: 'ASC' },
    lock: { mode: 'for_no_key_update' },
  });
}

/** The key of a direct chat: the two user ids, sorted and joined by a colon. */
export const pairOf = (one: string, other: string): string => [one, other].sort().join(':');

/**
 * Locks two people until the transaction ends. Blocking somebody and starting a direct chat with them both take this lock, so that a block does not
 * miss a chat that is created at the same moment.
 * @param pair see `pairOf`
 */
export async function lockPair(tx: Tx, pair: string): Promise<void> {
  await tx.manager.query(LOCK_PAIR, [pair]);
}

/** A participant of a locked chat. */
export interface LockedParticipant {
  id: string;
  userId: string;
  /** In a thread, their role in its parent chat. */
  role: ParticipantRole;
  chatType: ChatType;
  rules: Rules;
  /** In a direct chat and its threads: one of the two people has blocked the other. */
  isBlocked: boolean;
}

/**
 * Locks the row of one participant. A removal that comes later waits for the commit.
 * @returns `mine`: the version of their private state
 * @throws AppError chat.not_found if they are no longer in the chat
 */
export async function lockParticipant(
  tx: Tx,
  { chatId, participantId }: Pick<OpenChat, 'chatId' | 'participantId'>,
): Promise<{ mine: number }> {
  const participant = await tx.manager.findOne(Participant, {
    select: { id: true, version: true },
    where: { chatId, id: participantId, ...PRESENT },
    lock: { mode: 'for_no_key_update' },
  });
  if (!participant) throw new AppError('chat.not_found');
  return { mine: participant.version };
}

/**
 * Reads a participant who is in a chat now. The caller must have locked the chat, so that the answer is true until the commit.
 * @param who conditions that name the chat and the participant
 * @returns undefined if there is no such participant
 */
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

/** Reads the user as a participant of a locked chat. @throws AppError chat.not_found */
export async function participantIn(tx: Tx, chatId: string, userId: string): Promise<LockedParticipant> {
  const participant = await presentParticipant(tx, { chatId, userId });
  if (!participant) throw new AppError('chat.not_found');
  return participant;
}

/** Reads the user as a participant of a locked group or thread. @throws AppError chat.not_found, chat.is_direct */
export async function participantInGroup(tx: Tx, chatId: string, userId: string): Promise<LockedParticipant> {
  const participant = await participantIn(tx, chatId, userId);
  if (participant.chatType === 'direct') throw new AppError('chat.is_direct');
  return participant;
}

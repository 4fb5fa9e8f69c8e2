import type { FindOptionsWhere } from 'typeorm';

import type { ChatType, ParticipantRole } from '../../contract/views/chat.view.js';
import type { Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { PRESENT } from '../membership.js';
import { Participant } from '../participants/participant.entity.js';
import { PRESENT_ROLE, RULES, type Rules } from './thread-rights.js';

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

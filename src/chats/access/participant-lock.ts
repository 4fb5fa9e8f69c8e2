import type { ChatType, ParticipantRole } from '../../contract/views/chat.view.js';
import { rows } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
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
  const [participant] = await rows<{ mine: number }>(
    tx.manager,
    'select version mine from participants where id = $1 and left_rev is null for no key update',
    [participantId],
  );
  if (!participant) throw new AppError('chat.not_found');
  return participant;
}

/** The caller as a participant of a chat whose lock is held, so that it holds until the commit. @throws AppError chat.not_found */
export async function participantIn(tx: Tx, chatId: string, userId: string): Promise<LockedParticipant> {
  const [participant] = await rows<LockedParticipant>(
    tx.manager,
    `select p.id, p.user_id "userId", ${PRESENT_ROLE} as role, c.type "chatType", ${RULES} rules, p.blocked "isBlocked"
     from participants p join chats c on c.id = p.chat_id
     where p.chat_id = $1 and p.user_id = $2 and p.left_rev is null`,
    [chatId, userId],
  );
  if (!participant) throw new AppError('chat.not_found');
  return participant;
}

/** The same where two people alone have nothing to arrange. @throws AppError chat.not_found, chat.is_direct */
export async function participantInGroup(tx: Tx, chatId: string, userId: string): Promise<LockedParticipant> {
  const participant = await participantIn(tx, chatId, userId);
  if (participant.chatType === 'direct') throw new AppError('chat.is_direct');
  return participant;
}

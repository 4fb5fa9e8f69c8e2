import type { ChatType, ParticipantRole } from '../../contract/views/chat.view.js';
import { rows } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { PRESENT_ROLE, RULES, type Rules } from './thread-rights.js';

/** A participant of a locked chat. */
export interface Seat {
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
 * Locks one participant's row: who was removed in the meantime is found out here, and who is removed after waits.
 * @throws AppError chat.not_found when they are no longer in
 */
export async function lockSeat(tx: Tx, participantId: string): Promise<{ mine: number }> {
  const [seat] = await rows<{ mine: number }>(
    tx.manager,
    'select version mine from participants where id = $1 and left_rev is null for no key update',
    [participantId],
  );
  if (!seat) throw new AppError('chat.not_found');
  return seat;
}

/** The caller's seat in a chat whose lock is held, so that it holds until the commit. @throws AppError chat.not_found */
export async function seatIn(tx: Tx, chatId: string, userId: string): Promise<Seat> {
  const [seat] = await rows<Seat>(
    tx.manager,
    `select p.id, p.user_id "userId", ${PRESENT_ROLE} as role, c.type "chatType", ${RULES} rules, p.blocked "isBlocked"
     from participants p join chats c on c.id = p.chat_id
     where p.chat_id = $1 and p.user_id = $2 and p.left_rev is null`,
    [chatId, userId],
  );
  if (!seat) throw new AppError('chat.not_found');
  return seat;
}

/** The same where two people alone have nothing to arrange. @throws AppError chat.not_found, chat.is_direct */
export async function seatInGroup(tx: Tx, chatId: string, userId: string): Promise<Seat> {
  const seat = await seatIn(tx, chatId, userId);
  if (seat.chatType === 'direct') throw new AppError('chat.is_direct');
  return seat;
}

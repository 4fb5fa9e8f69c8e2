import type { OpenChat } from '../../chats/access/chat-access.js';
import { type LockedParticipant, PRESENT_ROLE, RULES } from '../../chats/access/participant-lock.js';
import { PRESENT } from '../../chats/membership.js';
import { Participant } from '../../chats/chat.entity.js';
import type { MessageExtras, MessageKind } from '../../contract/views/message.view.js';
import type { Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { Message } from '../message.entity.js';
import { deletedAt } from '../views/message-row.js';

/** A message of a locked chat, with the role and the rules of the participant who acts. */
export interface LockedMessage {
  participantId: string;
  kind: MessageKind;
  body: string;
  /** When its text was written: when it was sent or last edited. */
  writtenAt: Date;
  isDeleted: boolean;
  /** In a direct chat and its threads: one of the two people has blocked the other. */
  isBlocked: boolean;
  isPinned: boolean;
  /** Ids of the participants it mentions. */
  mentions: string[];
  mentionsAll: boolean;
  threadId: string | null;
  extras: MessageExtras | null;
  /** Role of the participant who acts; in a thread, their role in its parent chat. */
  role: LockedParticipant['role'];
  rules: LockedParticipant['rules'];
}

/**
 * Reads a message of a chat that is locked (`lockChat`), for a participant of the chat.
 * @throws AppError chat.not_found if they are no longer in the chat, message.not_found
 */
export async function lockMessage(tx: Tx, chat: OpenChat, messageId: string): Promise<LockedMessage> {
  const found = await tx.manager
    .createQueryBuilder(Participant, 'p')
    .innerJoin('p.chat', 'c')
    .leftJoin(Message, 'm', 'm.chatId = p.chatId and m.id = :messageId', { messageId })
    .select([
      `${PRESENT_ROLE} as role`,
      `${RULES} as rules`,
      'p.blocked as "isBlocked"',
      'm.participantId as "participantId"',
      'm.kind as kind',
      'm.body as body',
      'coalesce(m.editedAt, m.createdAt) as "writtenAt"',
      `${deletedAt('m')} is not null as "isDeleted"`,
      'm.pinnedAt is not null as "isPinned"',
      `coalesce(m.mentions, '{}') as mentions`,
      'm.mentionsAll as "mentionsAll"',
      `m.extras->>'threadId' as "threadId"`,
      'm.extras as extras',
    ])
    .where({ chatId: chat.chatId, id: chat.participantId, ...PRESENT })
    .getRawOne<LockedMessage | { role: LockedParticipant['role']; kind: null }>();
  if (!found) throw new AppError('chat.not_found');
  if (found.kind === null) throw new AppError('message.not_found');
  return found;
}

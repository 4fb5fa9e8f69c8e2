import type { OpenChat } from '../../chats/access/chat-access.js';
import { type LockedParticipant, PRESENT_ROLE, RULES } from '../../chats/access/participant-lock.js';
import { PRESENT } from '../../chats/membership.js';
import { Participant } from '../../chats/chat.entity.js';
import type { MessageKind } from '../../contract/views/message.view.js';
import type { Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { Message } from '../message.entity.js';
import { deletedAt } from '../views/message-row.js';

/** A message whose chat is locked, and its reader's part in the chat. */
export interface LockedMessage {
  participantId: string;
  kind: MessageKind;
  body: string;
  /** When its text was written: sent, or edited last. */
  writtenAt: Date;
  isDeleted: boolean;
  /** One of the two of a direct chat has blocked the other. */
  isBlocked: boolean;
  isPinned: boolean;
  /** Participant ids of those it names. */
  mentions: string[];
  mentionsAll: boolean;
  threadId: string | null;
  /** Role of the person who asks; in a thread, their role in its group. */
  role: LockedParticipant['role'];
  rules: LockedParticipant['rules'];
}

/**
 * Reads a message of a chat that is locked (`lockChat`), for somebody who is in the chat.
 * @throws AppError chat.not_found when they no longer are, message.not_found
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
    ])
    .where({ chatId: chat.chatId, id: chat.participantId, ...PRESENT })
    .getRawOne<LockedMessage | { role: LockedParticipant['role']; kind: null }>();
  if (!found) throw new AppError('chat.not_found');
  if (found.kind === null) throw new AppError('message.not_found');
  return found;
}

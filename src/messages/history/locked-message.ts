import type { OpenChat } from '../../chats/access/chat-access.js';
import { deletedAt } from '../views/message-row.js';
import type { LockedParticipant } from '../../chats/access/participant-lock.js';
import { PRESENT_ROLE, RULES } from '../../chats/access/thread-rights.js';
import type { MessageKind } from '../../contract/views/message.view.js';
import { rows } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';

/** A message whose chat is locked, and its reader's part in the chat. */
export interface LockedMessage {
  participantId: string;
  kind: MessageKind;
  body: string;
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
 * Locks the chat of a message and reads the message, for somebody who is in the chat.
 * @throws AppError chat.not_found when they no longer are, message.not_found
 */
export async function lockMessage(tx: Tx, chat: OpenChat, messageId: string): Promise<LockedMessage> {
  const [found] = await rows<LockedMessage | { role: LockedParticipant['role']; kind: null }>(tx.manager, HELD, [
    chat.chatId,
    chat.participantId,
    messageId,
  ]);
  if (!found) throw new AppError('chat.not_found');
  if (found.kind === null) throw new AppError('message.not_found');
  return found;
}

const HELD = `
  select ${PRESENT_ROLE} as role, m.participant_id "participantId", m.kind, m.body, ${deletedAt('m')} is not null "isDeleted", p.blocked "isBlocked",
    m.pinned_at is not null "isPinned", coalesce(m.mentions, '{}') mentions, m.mentions_all "mentionsAll",
    m.extras->>'threadId' "threadId", ${RULES} rules
  from participants p join chats c on c.id = p.chat_id left join messages m on m.chat_id = p.chat_id and m.id = $3
  where p.chat_id = $1 and p.id = $2 and p.left_rev is null`;

import type { OpenChat } from '../../chats/access/chat-access.js';
import { rows } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import type { LockedMessage } from '../history/locked-message.js';

/** The mentions of a message. */
export interface Naming {
  /** Participant ids. */
  mentions: string[];
  mentionsAll: boolean;
}

/**
 * The mentions of an edited message; without new ones the old ones stay. Only newly mentioned people must be in the chat: others may
 * have left since.
 * @throws AppError chat.not_admin, participant.not_found
 */
export async function namedAfter(
  tx: Tx,
  chat: OpenChat,
  held: LockedMessage,
  { mentions = held.mentions, mentionsAll = held.mentionsAll }: Partial<Naming>,
): Promise<Naming> {
  if (mentionsAll && !held.mentionsAll && held.role === 'member') throw new AppError('chat.not_admin');
  const fresh = mentions.filter((id) => !held.mentions.includes(id));
  const there = fresh.length > 0 ? await rows(tx.manager, THERE, [chat.chatId, fresh]) : [];
  if (there.length < fresh.length) throw new AppError('participant.not_found');
  return { mentions, mentionsAll };
}

const THERE = 'select id from participants where chat_id = $1 and id = any ($2::uuid[]) and left_rev is null';

/** As the table keeps it: its index holds only those that name anybody. */
export function storedMentions({ mentions, mentionsAll }: Naming): string[] | null {
  return mentions.length > 0 || mentionsAll ? mentions : null;
}

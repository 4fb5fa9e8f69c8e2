import type { OpenChat } from '../../chats/access/chat-access.js';
import { POLL_CLOSED } from '../views/votes-row.js';
import type { StoredPoll } from '../../contract/views/attachment.view.js';
import { rows } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { type LockedMessage, lockMessage } from '../history/locked-message.js';

/** A poll whose chat is locked. */
export interface LockedPoll extends LockedMessage {
  poll: StoredPoll;
  /** By somebody, or by the database's clock. */
  isClosed: boolean;
}

/** @throws AppError chat.not_found, message.not_found, chat.blocked, message.deleted, poll.not_found */
export async function lockPoll(tx: Tx, chat: OpenChat, messageId: string): Promise<LockedPoll> {
  const held = await lockMessage(tx, chat, messageId);
  if (held.isBlocked) throw new AppError('chat.blocked');
  if (held.isDeleted) throw new AppError('message.deleted');
  const [found] = await rows<Pick<LockedPoll, 'poll' | 'isClosed'>>(tx.manager, POLL, [chat.chatId, messageId]);
  if (!found) throw new AppError('poll.not_found');
  return { ...held, ...found };
}

const POLL = `
  select m.extras->'poll' poll, ${POLL_CLOSED} "isClosed" from messages m where m.chat_id = $1 and m.id = $2 and m.kind = 'poll'`;

import type { OpenChat } from '../../chats/access/chat-access.js';
import type { ErrorCode } from '../../contract/errors.js';
import type { Send } from '../../messages/send/send.js';
import { rows } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/transactions.js';
import { AppError, invalid } from '../../platform/errors/app-error.js';
import { REFUSAL_NOW } from './scheduled.sql.js';

type Said = Pick<Send, 'reply' | 'mentions' | 'mentionsAll'>;

/**
 * Refuses at once what could not be sent now. Whether it may be sent when it is due, `append_messages` decides then, by the same rules.
 * @throws AppError message.reply_not_found, chat.blocked, chat.not_admin, participant.not_found
 */
export async function mustBeSendable(tx: Tx, { participantId }: OpenChat, said: Said): Promise<void> {
  const { reply, mentions, mentionsAll } = said;
  const [found] = await rows<{ refusal: ErrorCode | null }>(tx.manager, REFUSAL_NOW, [
    participantId,
    reply,
    mentions ?? [],
    mentionsAll,
  ]);
  if (found?.refusal) throw new AppError(found.refusal);
}

/** A poll must not close before it is sent. @throws AppError request.invalid */
export function mustOutlast({ extras }: Pick<Send, 'extras'>, sendAt: Date): void {
  const closesAt = extras?.poll?.closesAt ?? null;
  if (closesAt === null || Date.parse(closesAt) > sendAt.getTime()) return;
  throw invalid('poll.closesAt', 'isFuture', 'poll.closesAt must be after the message is sent');
}

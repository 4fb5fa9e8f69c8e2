import type { OpenChat } from '../../chats/access/chat-access.js';
import { deletedAt } from '../../messages/views/message-row.js';
import { PRESENT_ROLE } from '../../chats/access/thread-rights.js';
import type { ErrorCode } from '../../contract/errors.js';
import type { Send } from '../../messages/send/send.js';
import { rows } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/transactions.js';
import { AppError, invalid } from '../../platform/errors/app-error.js';

type Said = Pick<Send, 'reply' | 'mentions' | 'mentionsAll'>;

/**
 * Whether they might say it now: what could not be sent anyhow is refused at once, and not when its time comes. That it may be
 * sent then is decided then, by `append_messages`, whose rules these are.
 * @throws AppError message.reply_not_found, chat.blocked, chat.not_admin, participant.not_found
 */
export async function mustBeSendable(tx: Tx, { participantId }: OpenChat, said: Said): Promise<void> {
  const { reply, mentions, mentionsAll } = said;
  const [found] = await rows<{ refusal: ErrorCode | null }>(tx.manager, SAYABLE, [
    participantId,
    reply,
    mentions ?? [],
    mentionsAll,
  ]);
  if (found?.refusal) throw new AppError(found.refusal);
}

const SAYABLE = `
  select case
    when $2::uuid is not null and not exists (
      select from messages r where r.chat_id = p.chat_id and r.id = $2 and ${deletedAt('r')} is null and r.seq > p.hidden_seq)
      then 'message.reply_not_found'
    when p.blocked then 'chat.blocked'
    when $4::boolean and ${PRESENT_ROLE} = 'member' then 'chat.not_admin'
    when exists (
      select from unnest($3::uuid[]) x (id) where not exists (
        select from participants q where q.id = x.id and q.chat_id = p.chat_id and q.left_rev is null))
      then 'participant.not_found' end refusal
  from participants p where p.id = $1`;

/** A poll that is over before anybody sees it is a mistake. @throws AppError request.invalid */
export function mustOutlast({ extras }: Pick<Send, 'extras'>, sendAt: Date): void {
  const closesAt = extras?.poll?.closesAt ?? null;
  if (closesAt === null || Date.parse(closesAt) > sendAt.getTime()) return;
  throw invalid('poll.closesAt', 'isFuture', 'poll.closesAt must be after the message is sent');
}

// Raw SQL: the group commit of reactions, one call of `platform/database/functions/change_reactions.sql` for a whole batch.

import { inFreeChats } from '../../chats/access/access.sql.js';
import { prepared } from '../../platform/database/prepared.js';

/**
 * Stores a batch of changes of reactions, given as one array for each column. It returns one row for each, in the same order.
 */
export const CHANGE_REACTIONS = prepared(
  'change_reactions',
  inFreeChats(7, 'change_reactions(free.chats, $2::uuid[], $3::uuid[], $4::text[], $5::boolean[], $6::int)'),
);

/** A request to add an emoji of a user to a message (`wanted`), or to remove it. */
export interface ReactionChange {
  chatId: string;
  userId: string;
  messageId: string;
  emoji: string;
  wanted: boolean;
}

/** The answer to one change. If something changed, with its `rev` and the number of people who have this emoji on the message now. */
export interface ChangedReaction {
  outcome: 'added' | 'removed' | 'unchanged' | 'not_found' | 'message_not_found' | 'deleted' | 'blocked' | 'too_many';
  chat_id: string;
  message_id: string;
  participant_id: string;
  emoji: string;
  rev: number;
  count: number;
  /** Nothing was done, because the chat is locked. */
  isLocked: boolean;
}

// Raw: the group commit of reactions, one call of `platform/database/functions/change_reactions.sql` for a whole batch.

/** Stores a batch of reactions, given as one array for each column. One row for each, in their order. */
export const CHANGE_REACTIONS =
  'select * from change_reactions($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::boolean[], $6::int)';

/** Somebody's emoji on a message, to be there or not. */
export interface ReactionChange {
  chatId: string;
  userId: string;
  messageId: string;
  emoji: string;
  wanted: boolean;
}

/** The answer to one change; a number and how many people then gave this emoji, when something changed. */
export interface ChangedReaction {
  outcome: 'added' | 'removed' | 'unchanged' | 'not_found' | 'message_not_found' | 'deleted' | 'blocked' | 'too_many';
  chat_id: string;
  message_id: string;
  participant_id: string;
  emoji: string;
  rev: number;
  count: number;
}

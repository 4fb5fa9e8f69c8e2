// Raw SQL: the group commit of votes, one call of `platform/database/functions/cast_votes.sql` for a whole batch.

import { inFreeChats } from '../../chats/access/access.sql.js';
import { prepared } from '../../platform/database/prepared.js';

/** Casts a batch of votes, given as one array for each column. It returns one row for each, in the same order. */
export const CAST_VOTES = prepared(
  'cast_votes',
  inFreeChats(5, 'cast_votes(free.chats, $2::uuid[], $3::uuid[], $4::text[])'),
);

/** The vote of a user in the poll of a message. */
export interface Vote {
  chatId: string;
  userId: string;
  messageId: string;
  /** Ids of all options that they choose; none withdraws the vote. */
  options: string[];
}

/** The answer to one vote. If it was cast, with the `rev` of the change of the message and the number of the private change. */
export interface CastVote {
  outcome:
    | 'cast'
    | 'unchanged'
    | 'not_found'
    | 'message_not_found'
    | 'deleted'
    | 'blocked'
    | 'poll_not_found'
    | 'poll_closed'
    | 'option_not_found'
    | 'too_many';
  chat_id: string;
  message_id: string;
  participant_id: string;
  rev: number;
  mine: number;
  /** Nothing was done, because the chat is locked. */
  isLocked: boolean;
}

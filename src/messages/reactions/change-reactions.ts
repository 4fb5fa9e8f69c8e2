import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { rows } from '../../platform/database/rows.js';

/** So many different emojis one message may carry. */
export const MOST_EMOJIS = 50;

/** Somebody's emoji on a message, to be there or not. */
export interface ReactionChange {
  chatId: string;
  userId: string;
  messageId: string;
  emoji: string;
  wanted: boolean;
}

type Outcome =
  'added' | 'removed' | 'unchanged' | 'not_found' | 'message_not_found' | 'deleted' | 'blocked' | 'too_many';

/** The answer to one change; a number and how many people then gave this emoji, when something changed. */
export interface ChangedReaction {
  outcome: Outcome;
  chat_id: string;
  message_id: string;
  participant_id: string;
  emoji: string;
  rev: number;
  count: number;
}

const SQL = 'select * from change_reactions($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::boolean[], $6::int)';

/** Stores a batch of reactions in one round trip and one transaction: see `platform/database/functions/change_reactions.sql`. */
@Injectable()
export class ChangeReactions {
  constructor(private readonly database: DataSource) {}

  /** @returns one answer for each change, in their order */
  run(changes: ReactionChange[]): Promise<ChangedReaction[]> {
    return rows<ChangedReaction>(this.database, SQL, [
      changes.map(({ chatId }) => chatId),
      changes.map(({ userId }) => userId),
      changes.map(({ messageId }) => messageId),
      changes.map(({ emoji }) => emoji),
      changes.map(({ wanted }) => wanted),
      MOST_EMOJIS,
    ]);
  }
}

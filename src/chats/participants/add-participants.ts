import type { EntityManager } from 'typeorm';

import { ADD, ADD_ANEW } from './participants.sql.js';

/** A person who joins. Somebody who was in the chat before keeps their participant id. */
export interface Newcomer {
  id: string;
  userId: string;
}

/**
 * Adds people to a locked chat, or to one that nobody else can see yet. They begin with nothing unread.
 * @param revs the numbers of their joining, in the same order
 * @param again what those who come back see: `as before`, also what they have hidden for themselves, or `anew`, as somebody new
 */
export async function addParticipants(
  manager: EntityManager,
  chatId: string,
  newcomers: Newcomer[],
  revs: number[],
  again: 'anew' | 'as before' = 'anew',
): Promise<void> {
  const ids = newcomers.map(({ id }) => id);
  const userIds = newcomers.map(({ userId }) => userId);
  await manager.query(again === 'anew' ? ADD_ANEW : ADD, [chatId, ids, userIds, revs]);
}

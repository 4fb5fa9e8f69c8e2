import { setTimeout as pause } from 'node:timers/promises';

import { NoAnswer } from './person.mjs';

/** Waits before each further try, as a decent client does: without this, a server that comes back is met by a storm. */
const RETRY_AFTER_MS = [50, 100, 200, 400, 800];

/** The same may be answered otherwise a moment later. */
const PASSING = new Set(['overloaded', 'storage.full']);

/**
 * Asks until there is an answer that says more than that the server is busy.
 * @param ask one call
 * @param patience so many tries at most
 * @returns the answer; undefined when patience ran out
 */
export async function untilAnswered(ask, patience = Number.POSITIVE_INFINITY) {
  for (let tries = 0; tries < patience; tries += 1) {
    const answer = await once(ask);
    if (answer && !PASSING.has(answer.code)) return answer;
    await pause(RETRY_AFTER_MS[Math.min(tries, RETRY_AFTER_MS.length - 1)]);
  }
}

async function once(ask) {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof NoAnswer) return undefined;
    throw error;
  }
}

import { setTimeout as pause } from 'node:timers/promises';

import { NoAnswer } from './person.mjs';

/** Waits before each retry. Without this, a restarted server would be flooded. */
const RETRY_AFTER_MS = [50, 100, 200, 400, 800];

/** Codes after which a retry may succeed. */
const PASSING = new Set(['overloaded', 'storage.full']);

/**
 * Repeats a call until the answer is more than that the server is busy.
 * @param ask one call
 * @param patience the maximum number of attempts
 * @returns the answer; undefined if there was none in these attempts
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

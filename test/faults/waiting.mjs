import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds: longer than the lease of a dead node on the messages that it was sending. */
const AT_MOST_MS = 30_000;

/**
 * Waits until all scheduled messages of a person in a chat are sent.
 * @returns a sentence for each that was refused, or is not sent in time
 */
export async function untilNoneWaits(person, chat) {
  const deadline = Date.now() + AT_MOST_MS;
  for (;;) {
    const answer = await person.call('GET', `chats/${chat.id}/scheduled-messages`).catch(() => undefined);
    const waiting = answer?.data ?? [];
    if (answer?.http === 200 && waiting.length === 0) return [];
    const failed = waiting.filter((one) => one.failed !== null);
    if (failed.length > 0) return failed.map((one) => `${one.id} was scheduled, then refused with ${one.failed.code}`);
    if (Date.now() > deadline) {
      return waiting.map(({ id, sendAt }) => `${id} was to be sent at ${sendAt} and is still waiting`);
    }
    await pause(100);
  }
}

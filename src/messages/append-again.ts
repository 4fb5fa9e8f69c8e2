import { isOverload } from '../platform/database/database-errors.js';
import { databaseCode, isConnectionLost, LOCK_TIMEOUT } from '../platform/database/query-errors.js';
import { AppError } from '../platform/errors/app-error.js';
import type { Appended, Send } from './append.js';

type Append = (sends: Send[]) => Promise<Appended[]>;
/** An answer for each send, or why that one could not be stored. */
export type Answer = Appended | Error;

/**
 * Appends a batch so that one bad send never fails its neighbours: after a lost connection the batch is tried once more
 * (the same ids, so nothing is doubled), with a stuck chat it is redone chat by chat, after bad data one by one.
 */
export async function appendForEach(append: Append, sends: Send[]): Promise<Answer[]> {
  try {
    return await append(sends);
  } catch (error) {
    if (isConnectionLost(error)) return append(sends).catch((again: unknown) => failAll(sends, again));
    if (databaseCode(error) === LOCK_TIMEOUT) return inParts(append, sends, byChat(sends), error);
    if (isOverload(error)) return failAll(sends, error);
    return inParts(
      append,
      sends,
      sends.map((send) => [send]),
      error,
    ); // bad data somewhere
  }
}

/** The parts at once: a chat that is stuck does not hold up the others a second time. */
async function inParts(append: Append, sends: Send[], parts: Send[][], error: unknown): Promise<Answer[]> {
  if (parts.length === 1) return failAll(sends, error);
  const answers = new Map<Send, Answer>();
  await Promise.all(
    parts.map(async (part) => {
      const found = await appendForEach(append, part);
      part.forEach((send, index) => answers.set(send, found[index] as Answer));
    }),
  );
  return sends.map((send) => answers.get(send) as Answer);
}

function byChat(sends: Send[]): Send[][] {
  const chats = new Map<string, Send[]>();
  for (const send of sends) chats.set(send.chatId, [...(chats.get(send.chatId) ?? []), send]);
  return [...chats.values()];
}

function failAll(sends: Send[], cause: unknown): Answer[] {
  return sends.map(() => (cause instanceof Error ? cause : new AppError('internal', { cause })));
}

import { isOverload, isStorageFull } from './database-errors.js';
import { databaseCode, isConnectionLost, LOCK_TIMEOUT } from './query-errors.js';
import { AppError } from '../errors/app-error.js';

type Write<Item, Row> = (items: Item[]) => Promise<Row[]>;
/** What was written of one item, or why it could not be. */
export type Answer<Row> = Row | Error;

/**
 * Writes a batch so that one bad item never fails its neighbours: after a lost connection the batch is tried once more
 * (the same ids, so nothing is doubled), with a stuck chat it is redone chat by chat, after bad data one by one.
 */
export async function eachWritten<Item extends { chatId: string }, Row>(
  write: Write<Item, Row>,
  items: Item[],
): Promise<Answer<Row>[]> {
  try {
    return await write(items);
  } catch (error) {
    if (isConnectionLost(error)) return write(items).catch((again: unknown) => failAll(items, again));
    if (databaseCode(error) === LOCK_TIMEOUT) return inParts(write, items, byChat(items), error);
    if (isOverload(error) || isStorageFull(error)) return failAll(items, error);
    return inParts(
      write,
      items,
      items.map((item) => [item]),
      error,
    ); // bad data somewhere
  }
}

/** The parts at once: a chat that is stuck does not hold up the others a second time. */
async function inParts<Item extends { chatId: string }, Row>(
  write: Write<Item, Row>,
  items: Item[],
  parts: Item[][],
  error: unknown,
): Promise<Answer<Row>[]> {
  if (parts.length === 1) return failAll(items, error);
  const answers = new Map<Item, Answer<Row>>();
  await Promise.all(
    parts.map(async (part) => {
      const found = await eachWritten(write, part);
      part.forEach((item, index) => answers.set(item, found[index] as Answer<Row>));
    }),
  );
  return items.map((item) => answers.get(item) as Answer<Row>);
}

function byChat<Item extends { chatId: string }>(items: Item[]): Item[][] {
  const chats = new Map<string, Item[]>();
  for (const item of items) chats.set(item.chatId, [...(chats.get(item.chatId) ?? []), item]);
  return [...chats.values()];
}

function failAll(items: unknown[], cause: unknown): Error[] {
  return items.map(() => (cause instanceof Error ? cause : new AppError('internal', { cause })));
}

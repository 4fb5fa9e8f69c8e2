import { databaseCode, isConnectionLost, isOverload, isStorageFull, LOCK_TIMEOUT } from './database-errors.js';
import { AppError } from '../errors/app-error.js';

type Write<Item, Row> = (items: Item[]) => Promise<Row[]>;
/** The result of one item, or the error why it could not be written. */
export type Answer<Row> = Row | Error;

/** The answer to an item that was not written because its chat is locked. */
export const LOCKED = new AppError('overloaded');

/**
 * Writes a batch so that one bad item does not fail the others. After a lost connection the batch is tried again (with the same ids, so
 * nothing is stored twice), after a lock timeout it is written chat by chat, and after bad data item by item.
 * @returns one result or error per item, in their order
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

/** Writes the parts concurrently, so that a locked chat does not delay the others a second time. */
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

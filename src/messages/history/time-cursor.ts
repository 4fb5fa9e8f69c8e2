import { isUUID } from 'class-validator';

import { invalid } from '../../platform/errors/app-error.js';

/** Where a page ended of a list of messages of all chats, which goes by a time. */
interface TimeCursor {
  /** Microseconds since 1970, as digits: see `microsOf`. */
  at: string;
  id: string;
  chat_id: string;
}

export const microsOf = (column: string): string => `(extract(epoch from ${column}) * 1000000)::bigint`;

export function writeCursor({ at, id, chat_id }: TimeCursor): string {
  return Buffer.from(`${at},${id},${chat_id}`).toString('base64url');
}

/** @throws AppError request.invalid for a cursor that is none of ours */
export function readCursor(cursor: string): [at: string, id: string, chatId: string] {
  const [at = '', id, chatId, ...more] = Buffer.from(cursor, 'base64url').toString().split(',');
  if (!/^\d{1,17}$/.test(at) || !isUUID(id) || !isUUID(chatId) || more.length > 0) {
    throw invalid('cursor', 'isCursor', 'cursor must be the meta.next of an earlier page');
  }
  return [at, id as string, chatId as string];
}

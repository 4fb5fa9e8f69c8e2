import { isUUID } from 'class-validator';

import { readWords, writeWords } from '../../platform/text/cursor.js';

/** Where a page ended of a list of messages of all chats, which goes by a time. */
interface TimeCursor {
  /** Microseconds since 1970, as digits: see `microsOf`. */
  at: string;
  id: string;
  chat_id: string;
}

export const microsOf = (column: string): string => `(extract(epoch from ${column}) * 1000000)::bigint`;

export function writeCursor({ at, id, chat_id }: TimeCursor): string {
  return writeWords([at, id, chat_id]);
}

/** @throws AppError request.invalid for a cursor that is none of ours */
export function readCursor(cursor: string): [at: string, id: string, chatId: string] {
  return readWords<[string, string, string]>(cursor, [areMicros, isUUID, isUUID]);
}

const areMicros = (word: string): boolean => /^\d{1,17}$/.test(word);

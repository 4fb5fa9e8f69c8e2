import { isUUID } from 'class-validator';

import { readMoment } from '../../contract/rules/moment.js';
import { invalid } from '../../platform/errors/app-error.js';

/** Where a page of the chat list ended. */
interface ListCursor {
  pinned: boolean;
  updatedAt: string;
  id: string;
}

export function writeCursor({ pinned, updatedAt, id }: ListCursor): string {
  const text = `${pinned ? 1 : 0},${updatedAt},${id}`;
  return Buffer.from(text).toString('base64url');
}

/** @throws AppError request.invalid for what is no cursor of ours */
export function readCursor(cursor: string): ListCursor {
  const [pinned, updatedAt = '', id] = Buffer.from(cursor, 'base64url').toString().split(',');
  if (!/^[01]$/.test(pinned ?? '') || !isOurTime(updatedAt) || !isUUID(id)) {
    throw invalid('cursor', 'isCursor', 'cursor must be the meta.next of an earlier page');
  }
  return { pinned: pinned === '1', updatedAt, id: id as string };
}

/** Exactly as `writeCursor` writes it: much of what else ISO 8601 allows is no time to PostgreSQL. */
function isOurTime(text: string): boolean {
  return readMoment(text) === text;
}

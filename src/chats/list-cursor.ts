import { isISO8601, isUUID } from 'class-validator';

import { invalid } from '../platform/errors/app-error.js';

/** Where a page of the chat list ended. */
interface ListCursor {
  pinned: boolean;
  updatedAt: string;
  id: string;
}

export function writeCursor(last: { pinned: boolean; updated_at: Date; chat: string }): string {
  const text = `${last.pinned ? 1 : 0},${last.updated_at.toISOString()},${last.chat}`;
  return Buffer.from(text).toString('base64url');
}

/** @throws AppError request.invalid for what is no cursor of ours */
export function readCursor(cursor: string): ListCursor {
  const [pinned, updatedAt = '', id] = Buffer.from(cursor, 'base64url').toString().split(',');
  if (!/^[01]$/.test(pinned ?? '') || !isISO8601(updatedAt, { strict: true }) || !isUUID(id)) {
    throw invalid('cursor', 'isCursor', 'cursor must be the meta.next of an earlier page');
  }
  return { pinned: pinned === '1', updatedAt, id: id as string };
}

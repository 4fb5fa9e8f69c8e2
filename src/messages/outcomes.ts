import type { ErrorCode } from '../contract/errors.js';
import { AppError } from '../platform/errors/app-error.js';

/** The refusals of the SQL functions `append_sends`, `change_reactions` and `cast_votes`, and the error code of each. */
export const REFUSALS = {
  not_found: 'chat.not_found',
  message_not_found: 'message.not_found',
  reply_not_found: 'message.reply_not_found',
  conflict: 'message.id_taken',
  deleted: 'message.deleted',
  blocked: 'chat.blocked',
  not_admin: 'chat.not_admin',
  mention_not_found: 'participant.not_found',
} as const satisfies Record<string, ErrorCode>;

export type Refusal = keyof typeof REFUSALS;

/** @returns the error for a refusal; null for every other outcome */
export function refusalOf(outcome: string): AppError | null {
  return outcome in REFUSALS ? new AppError(REFUSALS[outcome as Refusal]) : null;
}

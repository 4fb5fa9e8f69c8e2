import type { MessageRow } from '../views/message-row.js';
import type { ErrorCode } from '../../contract/errors.js';
import { isOverload } from '../../platform/database/database-errors.js';
import { violatedConstraint } from '../../platform/database/query-errors.js';
import { AppError } from '../../platform/errors/app-error.js';
import { REFUSALS, refusalOf } from '../outcomes.js';
import { type Appended, REFUSED } from './append-messages.js';
import type { Answer } from '../../platform/database/each-written.js';

/** What sends are refused with, whatever they carry. */
export const REFUSED_SENDS: ErrorCode[] = [
  'request.invalid',
  ...REFUSED.map((outcome) => REFUSALS[outcome]),
  'overloaded',
];

/** What calls that take media and files are refused with besides. */
export const REFUSED_FILES: ErrorCode[] = [
  'media.not_found',
  'media.too_large',
  'media.daily_limit',
  'media.unsupported',
];

/** The row that was stored, null for one stored before; what was refused is thrown. */
export function storedOrThrow(answer: Answer<Appended>): MessageRow | null {
  if (answer instanceof Error) throw asRefusal(answer);
  const refusal = refusalOf(answer.outcome);
  if (refusal) throw refusal;
  return answer.outcome === 'created' ? answer : null;
}

function asRefusal(error: Error): Error {
  if (isOverload(error)) return new AppError('overloaded', { cause: error });
  // the upload was swept between looking it up and storing the message
  if (violatedConstraint(error) === 'attachments_media_id_fkey')
    return new AppError('media.not_found', { cause: error });
  return error;
}

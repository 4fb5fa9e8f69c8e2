import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

import type { ErrorCode } from '../../contract/errors.js';
import { isOverload } from '../../platform/database/database-errors.js';
import type { Answer } from '../../platform/database/each-written.js';
import { violatedConstraint } from '../../platform/database/query-errors.js';
import { rows } from '../../platform/database/rows.js';
import { AppError } from '../../platform/errors/app-error.js';
import { type Refusal, refusalOf, REFUSALS } from '../outcomes.js';
import type { MessageRow } from '../views/message-row.js';
import type { Send } from './send.js';
import { APPEND_MESSAGES } from './send.sql.js';

/** The outcomes of a send that is refused. */
export const REFUSED = [
  'not_found',
  'reply_not_found',
  'conflict',
  'blocked',
  'not_admin',
  'mention_not_found',
] as const satisfies Refusal[];

/** The answer to one send; the message's own columns are there when it was created. */
export type Appended = MessageRow & { outcome: 'created' | 'replayed' | (typeof REFUSED)[number] };

/** Stores a batch of messages in one round trip and one transaction: see `platform/database/functions/append_messages.sql`. */
@Injectable()
export class AppendMessages {
  constructor(private readonly database: DataSource) {}

  /** @returns one answer for each send, in their order */
  run(sends: Send[]): Promise<Appended[]> {
    return rows<Appended>(this.database, APPEND_MESSAGES, [
      sends.map(({ chatId }) => chatId),
      sends.map(({ userId }) => userId),
      sends.map(({ id }) => id),
      sends.map(({ body }) => body),
      sends.map(({ folded }) => folded),
      sends.map(({ reply }) => reply),
      sends.map(({ media }) => media && JSON.stringify(media)),
      sends.map(({ uploads }) => `{${uploads.join(',')}}`),
      sends.map(({ hash }) => hash),
      sends.map(({ kind }) => kind),
      sends.map(({ mentions }) => mentions && `{${mentions.join(',')}}`),
      sends.map(({ mentionsAll }) => mentionsAll),
      sends.map(({ extras }) => extras && JSON.stringify(extras)),
    ]);
  }
}

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

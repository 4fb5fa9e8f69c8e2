import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

import type { MessageRow } from '../views/message-row.js';
import { rows } from '../../platform/database/rows.js';
import type { Refusal } from '../outcomes.js';
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

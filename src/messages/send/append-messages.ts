import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

import type { MessageRow } from '../views/message-row.js';
import type { MediaView } from '../../contract/views/media.view.js';
import type { MessageExtras, MessageKind } from '../../contract/views/message.view.js';
import { rows } from '../../platform/database/rows.js';

/** One message on its way into the database. Its id exists before it is sent, so that trying again is safe. */
export interface Send {
  id: string;
  chatId: string;
  userId: string;
  body: string;
  /** Null where folding changes nothing. */
  folded: string | null;
  reply: string | null;
  media: MediaView[] | null;
  /** Ids of the uploads among its media. */
  uploads: string[];
  hash: Buffer;
  kind: MessageKind;
  /** Participant ids; empty where only all are mentioned, null where nobody is. */
  mentions: string[] | null;
  mentionsAll: boolean;
  extras: MessageExtras | null;
}

export type Outcome =
  'created' | 'replayed' | 'conflict' | 'not_found' | 'reply_not_found' | 'blocked' | 'not_admin' | 'mention_not_found';

/** The answer to one send; the message's own columns are there when it was created. */
export type Appended = MessageRow & { outcome: Outcome };

const SQL = `select * from append_messages(
  $1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::jsonb[], $8::text[], $9::bytea[],
  $10::text[], $11::text[], $12::boolean[], $13::jsonb[])`;

/** Stores a batch of messages in one round trip and one transaction: see `platform/database/functions/append_messages.sql`. */
@Injectable()
export class AppendMessages {
  constructor(private readonly database: DataSource) {}

  /** @returns one answer for each send, in their order */
  run(sends: Send[]): Promise<Appended[]> {
    return rows<Appended>(this.database, SQL, [
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

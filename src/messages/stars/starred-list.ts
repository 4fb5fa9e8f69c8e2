import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { MESSAGE_COLUMNS, MESSAGE_JOINS } from '../views/message-row.js';
import type { CursorDto } from '../../contract/dto/history.dto.js';
import type { MessageView } from '../../contract/views/message.view.js';
import { rows } from '../../platform/database/rows.js';
import { messageView, readerColumns, type ReaderRow, VISIBLE } from '../history/reader-row.js';
import { microsOf, readCursor, writeCursor } from '../history/time-cursor.js';

const PER_PAGE = 20;

export interface StarredPage {
  data: MessageView[];
  meta: { next: string | null };
}

type StarredRow = ReaderRow & { at: string };

const MICROS = microsOf('s.starred_at');

/** What a person has starred in all chats they are in now, what they starred last first. */
@Injectable()
export class StarredList {
  constructor(private readonly database: DataSource) {}

  /** @throws AppError request.invalid for a cursor that is none of ours */
  async page(userId: string, { limit = PER_PAGE, cursor }: CursorDto): Promise<StarredPage> {
    const after = cursor === undefined ? [null, null, null] : readCursor(cursor);
    const found = await rows<StarredRow>(this.database, STARRED, [userId, limit + 1, ...after]);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return { data: page.map(messageView), meta: { next: found.length > limit && last ? writeCursor(last) : null } };
  }
}

/** Tombstones are left out, be it for everybody or for them alone. */
const STARRED = `
  select ${MESSAGE_COLUMNS}, ${readerColumns('p.id')}, ${MICROS} at
  from participants p
  join stars s on s.chat_id = p.chat_id and s.participant_id = p.id
  join messages m on m.chat_id = s.chat_id and m.id = s.message_id
  ${MESSAGE_JOINS}
  where p.user_id = $1 and p.left_rev is null and ${VISIBLE}
    and ($3::bigint is null or (${MICROS}, m.id, m.chat_id) < ($3::bigint, $4::uuid, $5::uuid))
  order by ${MICROS} desc, m.id desc, m.chat_id desc limit $2`;

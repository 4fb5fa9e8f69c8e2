import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

import type { CursorDto } from '../../contract/dto/history.dto.js';
import type { MessageView } from '../../contract/views/message.view.js';
import { rows } from '../../platform/database/rows.js';
import { messageView, type ReaderRow } from '../history/reader-row.js';
import { readCursor, writeCursor } from '../history/time-cursor.js';
import { STARRED } from './stars.sql.js';

const PER_PAGE = 20;

export interface StarredPage {
  data: MessageView[];
  meta: { next: string | null };
}

type StarredRow = ReaderRow & { at: string };

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

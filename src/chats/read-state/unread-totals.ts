import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

import type { UnreadCountsView, UnreadTotalsView } from '../../contract/views/reading.view.js';
import { rows } from '../../platform/database/rows.js';
import { TOTALS } from './read-state.sql.js';

const NOTHING: UnreadCountsView = { chats: 0, messages: 0, mentions: 0, markedUnread: 0 };

/** The unread counts of a badge: all chats together; threads and muted chats are counted separately. */
@Injectable()
export class UnreadTotals {
  constructor(private readonly database: DataSource) {}

  async of(userId: string): Promise<UnreadTotalsView> {
    const found = await rows<UnreadCountsView & { kind: keyof UnreadTotalsView }>(this.database, TOTALS, [userId]);
    const totals = Object.fromEntries(found.map(({ kind, ...counts }) => [kind, counts]));
    return { unread: NOTHING, threads: NOTHING, muted: NOTHING, ...totals };
  }
}

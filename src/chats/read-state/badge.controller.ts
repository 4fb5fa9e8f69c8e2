import { Controller, Get, Injectable } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';

import { success } from '../../contract/envelope.js';
import { type UnreadCountsView, UnreadTotalsView } from '../../contract/views/reading.view.js';
import { rows } from '../../platform/database/rows.js';
import { type Caller, Me } from '../../platform/http/caller.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { TOTALS } from './read-state.sql.js';

const NOTHING: UnreadCountsView = { chats: 0, messages: 0, mentions: 0, markedUnread: 0 };

/** Counts what is unread in all chats of a user. Threads and muted chats are counted separately. */
@Injectable()
export class UnreadTotals {
  constructor(private readonly database: DataSource) {}

  async of(userId: string): Promise<UnreadTotalsView> {
    const found = await rows<UnreadCountsView & { kind: keyof UnreadTotalsView }>(this.database, TOTALS, [userId]);
    const totals = Object.fromEntries(found.map(({ kind, ...counts }) => [kind, counts]));
    return { unread: NOTHING, threads: NOTHING, muted: NOTHING, ...totals };
  }
}

@ApiTags('chats')
@Controller('api/me')
export class BadgeController {
  constructor(private readonly totals: UnreadTotals) {}

  /** The unread counts of all the caller's chats together, for a badge. Threads and muted chats are counted separately. */
  @Get('unread')
  @Answers(UnreadTotalsView)
  async unread(@Me() me: Caller) {
    return success(await this.totals.of(me.userId));
  }
}

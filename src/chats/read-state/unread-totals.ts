import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

import type { UnreadCountsView, UnreadTotalsView } from '../../contract/views/reading.view.js';
import { rows } from '../../platform/database/rows.js';
import { mentionsAbove, uncounted } from './unread-sql.js';

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

/** Only of chats in which something was said since is more looked at than the two rows. */
const TOTALS = `
  select kind, (count(*) filter (where messages > 0))::int chats, coalesce(sum(messages), 0)::int messages,
    coalesce(sum(mentions), 0)::int mentions, (count(*) filter (where marked_unread and messages = 0))::int "markedUnread"
  from (
    select case when p.muted_until > now() then 'muted' when c.type = 'thread' then 'threads' else 'unread' end kind, p.marked_unread,
      case when p.last_read_seq < c.last_seq
        then c.last_seq - p.last_read_seq - ${uncounted('c.id', 'p.id', 'p.last_read_seq')} else 0 end messages,
      case when p.last_read_seq < c.last_seq then ${mentionsAbove('c.id', 'p.id', 'p.last_read_seq')} else 0 end mentions
    from participants p join chats c on c.id = p.chat_id
    where p.user_id = $1 and p.left_rev is null and (p.last_read_seq < c.last_seq or p.marked_unread)) each_chat
  group by kind`;
